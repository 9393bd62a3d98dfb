import { z } from 'zod';
import type { DecisionAnswer } from '../domain/merge-decision.ts';

export interface UnattendedDecision {
  readonly appUrl: string;
  readonly runId: string;
  readonly subjectSha256: string;
  readonly answer: DecisionAnswer;
  readonly comment: string;
  readonly overrideReason?: string;
}

export type UnattendedAnswer =
  | { readonly status: 'recorded' }
  | { readonly status: 'refused'; readonly because: string };

const Session = z.looseObject({ csrf: z.string() });
const Answer = z.discriminatedUnion('status', [
  z.looseObject({
    status: z.literal('recorded'),
    dispatched: z.looseObject({ status: z.string(), because: z.string().optional() }),
  }),
  z.looseObject({ status: z.literal('refused'), because: z.string() }),
]);

/**
 * Decides as a person would, without the person: the same login, page routes, form and token
 * as in a browser. There is no other way in.
 */
export async function decideUnattended(decision: UnattendedDecision): Promise<UnattendedAnswer> {
  const browse = createBrowser();
  await browse(new URL('/login', decision.appUrl));
  const session = await browse(new URL('/session', decision.appUrl));
  const { csrf } = Session.parse(await session.json());

  const { subjectSha256, answer, comment, overrideReason } = decision;
  const form = new URLSearchParams({ csrf, subjectSha256, answer, comment });
  if (overrideReason !== undefined) form.set('overrideReason', overrideReason);
  const response = await browse(new URL(`/runs/${decision.runId}/decision`, decision.appUrl), form);
  if (response.status === 403) return { status: 'refused', because: await response.text() };
  const given = Answer.parse(await response.json());
  if (given.status === 'refused') return { status: 'refused', because: given.because };
  if (given.dispatched.status !== 'started')
    return {
      status: 'refused',
      because: `the decision is recorded, but the publish job did not start: ${given.dispatched.because}`,
    };
  return { status: 'recorded' };
}

const mostRedirects = 6;

/** Follows redirects and keeps cookies, each for the origin that set it. */
function createBrowser(): (url: URL, form?: URLSearchParams) => Promise<Response> {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: URL) => {
    const jar = jars.get(url.origin) ?? new Map<string, string>();
    jars.set(url.origin, jar);
    return jar;
  };
  return async (url, form) => {
    let at = url;
    for (let hop = 0; hop < mostRedirects; hop += 1) {
      const response = await request(at, jarOf(at), form);
      keepCookies(response, jarOf(at));
      const location = response.headers.get('location');
      if (location === null) return response;
      at = new URL(location, at);
    }
    throw new Error('the login went round in circles');
  };
}

async function request(
  url: URL,
  jar: ReadonlyMap<string, string>,
  form: URLSearchParams | undefined,
): Promise<Response> {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  return await fetch(url, {
    method: form ? 'POST' : 'GET',
    headers: { accept: 'application/json', cookie, ...(form ? { origin: url.origin } : {}) },
    body: form ?? null,
    redirect: 'manual',
    signal: AbortSignal.timeout(30_000),
  });
}

function keepCookies(response: Response, jar: Map<string, string>): void {
  for (const cookie of response.headers.getSetCookie()) {
    const [, name, value] = /^([^=;]+)=([^;]*)/.exec(cookie) ?? [];
    if (name && value !== undefined) jar.set(name, value);
  }
}
