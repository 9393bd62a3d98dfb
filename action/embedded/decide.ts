import { z } from 'zod';
import { TreePath } from '../domain/candidate-patch-set.ts';
import { sha256Hex } from '../domain/digest.ts';
import type { DecisionAnswer } from '../domain/merge-decision.ts';

export interface UnattendedDecision {
  readonly appUrl: string;
  readonly runId: string;
  readonly subjectSha256: string;
  readonly answer: DecisionAnswer;
  readonly comment: string;
  readonly overrideReason?: string;
  /**
   * Who answers, by the addresses that they sign in with: one after the other, for as long as the
   * ledger wants one more. Whoever the identity provider takes without being told, unless named.
   */
  readonly people?: readonly string[];
}

export type UnattendedAnswer =
  | { readonly status: 'recorded' }
  | { readonly status: 'refused'; readonly because: string };

const View = z.looseObject({
  projection: z.looseObject({ state: z.string(), head: z.string(), events: z.number() }),
  candidate: z.looseObject({ changes: z.array(z.looseObject({ path: TreePath })) }).nullable(),
});
const Answer = z.discriminatedUnion('status', [
  z.looseObject({
    status: z.literal('recorded'),
    dispatched: z.looseObject({ status: z.string(), because: z.string().optional() }),
  }),
  z.looseObject({ status: z.literal('counted'), missing: z.array(z.string()) }),
  z.looseObject({ status: z.literal('refused'), because: z.string() }),
]);

const actions = {
  approved: 'approve',
  rejected: 'reject',
  'changes-requested': 'request-changes',
} as const;

/**
 * Decides as a person would, without the person: the same login and the same requests that the page
 * makes in a browser, the digest of the received bytes included. There is no other way in.
 */
export async function decideUnattended(decision: UnattendedDecision): Promise<UnattendedAnswer> {
  const [first, ...others] = decision.people ?? [];
  let given = await decideAs(first, decision);
  for (const other of others) {
    if (given.status !== 'counted') break;
    given = await decideAs(other, decision);
  }
  if (given.status !== 'counted') return given;
  return { status: 'refused', because: `the approval counts, but ${given.missing.join('; ')}` };
}

type Given = UnattendedAnswer | { readonly status: 'counted'; readonly missing: readonly string[] };

async function decideAs(person: string | undefined, decision: UnattendedDecision): Promise<Given> {
  const browse = createBrowser(person);
  const { appUrl, runId, subjectSha256, answer, comment, overrideReason } = decision;
  await browse(new URL('/login', appUrl));
  const page = await browse(new URL(`/api/runs/${runId}`, appUrl));
  if (!page.ok) return { status: 'refused', because: `the run can not be seen: ${page.status}` };
  const { projection, candidate } = View.parse(await page.json());
  const patch = await browse(new URL(`/api/runs/${runId}/patch`, appUrl));
  const displayed = patch.ok ? sha256Hex(new Uint8Array(await patch.arrayBuffer())) : undefined;
  const response = await browse(new URL(`/api/runs/${runId}/decision`, appUrl), {
    subjectSha256,
    action: actions[answer],
    comment,
    overrideReason,
    displayedPatchSha256: displayed,
    viewed: candidate?.changes.map(({ path }) => ({ path, state: 'opened' })) ?? [],
    seen: projection,
  });
  const given = Answer.parse(await response.json());
  if (given.status === 'refused') return { status: 'refused', because: given.because };
  if (given.status === 'counted') return { status: 'counted', missing: given.missing };
  if (given.dispatched.status !== 'started')
    return {
      status: 'refused',
      because: `the decision is recorded, but the publish job did not start: ${given.dispatched.because}`,
    };
  return { status: 'recorded' };
}

const mostRedirects = 6;

/** Follows redirects and keeps cookies, each for the origin that set it. */
function createBrowser(person: string | undefined): (url: URL, body?: object) => Promise<Response> {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: URL) => {
    const jar = jars.get(url.origin) ?? new Map<string, string>();
    jars.set(url.origin, jar);
    return jar;
  };
  return async (url, body) => {
    let at = url;
    for (let hop = 0; hop < mostRedirects; hop += 1) {
      const response = await request(at, jarOf(at), body);
      keepCookies(response, jarOf(at));
      const location = response.headers.get('location');
      if (location === null) return response;
      at = new URL(location, at);
      if (person && at.pathname.endsWith('/authorize')) at.searchParams.set('login_hint', person);
    }
    throw new Error('the login went round in circles');
  };
}

async function request(
  url: URL,
  jar: ReadonlyMap<string, string>,
  body: object | undefined,
): Promise<Response> {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  return await fetch(url, {
    method: body ? 'POST' : 'GET',
    headers: {
      accept: 'application/json',
      cookie,
      ...(body ? { origin: url.origin, 'content-type': 'application/json' } : {}),
    },
    body: body ? JSON.stringify(body) : null,
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
