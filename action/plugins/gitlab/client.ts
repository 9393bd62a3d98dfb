import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { Failure, type FailureCode } from '../../domain/failure.ts';

export interface GitLabOptions {
  /** `https://gitlab.example.com/api/v4`: what `CI_API_V4_URL` holds. */
  readonly apiUrl: string;
  /** An access token with the scope `api`. Secret. */
  readonly token: string;
  /** For each request; 15 seconds unless told. */
  readonly timeoutMs?: number;
  readonly sleep?: ((milliseconds: number) => Promise<unknown>) | undefined;
}

export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the API's address, each part encoded. */
  readonly path: string;
  readonly doing: string;
}

/**
 * GitLab's REST API with a deadline on each request, a schema on each answer and no redirects.
 * What was only asked is asked again after a passing trouble; what was written is never sent
 * twice, unless GitLab said that it did not take it. What goes wrong is a `Failure`.
 */
export interface GitLabClient {
  call<Output>(
    endpoint: Endpoint,
    body: object | undefined,
    answer: z.ZodType<Output>,
  ): Promise<Output>;
  /** The items of all pages; throws `too-large` rather than leaving some out. */
  list<Item>(endpoint: Endpoint, answer: z.ZodType<readonly Item[]>): Promise<readonly Item[]>;
}

const pageSize = 100;
const mostPages = 50;
const mostTries = 3;
const longestWaitMs = 60_000;
const mostBytes = 16 * 1024 * 1024;

export function createGitLabClient(options: GitLabOptions): GitLabClient {
  const call: GitLabClient['call'] = async (endpoint, body, answer) => {
    const decoded = answer.safeParse(await persist(options, endpoint, body));
    if (decoded.success) return decoded.data;
    const tell = `GitLab answered in an unknown shape when asked to ${endpoint.doing}.`;
    throw new Failure({ code: 'invalid-answer', tell, cause: decoded.error });
  };
  return {
    call,
    list: async (endpoint, answer) => {
      const items = [];
      for (let page = 1; page <= mostPages; page += 1) {
        const path = `${endpoint.path}?per_page=${pageSize}&page=${page}`;
        const found = await call({ ...endpoint, path }, undefined, answer);
        items.push(...found);
        if (found.length < pageSize) return items;
      }
      const tell = `GitLab lists more than ${mostPages * pageSize} items when asked to ${endpoint.doing}.`;
      throw new Failure({ code: 'too-large', tell });
    },
  };
}

interface Problem {
  readonly failure: Failure;
  /** Milliseconds to wait before the same request may be sent again; undefined: not again. */
  readonly waitMs: number | undefined;
}

type Outcome = { readonly data: unknown } | { readonly problem: Problem };

async function persist(
  options: GitLabOptions,
  endpoint: Endpoint,
  body: object | undefined,
): Promise<unknown> {
  for (let tried = 1; ; tried += 1) {
    const outcome = await once(options, endpoint, body, tried);
    if ('data' in outcome) return outcome.data;
    const { failure, waitMs } = outcome.problem;
    if (tried >= mostTries || waitMs === undefined || waitMs > longestWaitMs) throw failure;
    await (options.sleep ?? delay)(waitMs);
  }
}

async function once(
  options: GitLabOptions,
  endpoint: Endpoint,
  body: object | undefined,
  tried: number,
): Promise<Outcome> {
  const signal = AbortSignal.timeout(options.timeoutMs ?? 15_000);
  const onlyAsks = endpoint.method === 'GET';
  const pause = onlyAsks ? 250 * 4 ** (tried - 1) * (1 + Math.random()) : undefined;
  try {
    const address = `${options.apiUrl.replace(/\/+$/, '')}${endpoint.path}`;
    const response = await fetch(address, requestOf(options.token, endpoint.method, body, signal));
    const text = await textOf(response);
    if (response.ok) return { data: text === '' ? undefined : JSON.parse(text) };
    return { problem: refusal(response, text, endpoint.doing, pause) };
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (signal.aborted) return trouble('timeout', endpoint, undefined);
    if (error instanceof SyntaxError) return trouble('invalid-answer', endpoint, undefined);
    return trouble('unavailable', endpoint, pause);
  }
}

function requestOf(
  token: string,
  method: Endpoint['method'],
  body: object | undefined,
  signal: AbortSignal,
): RequestInit {
  return {
    method,
    headers: {
      accept: 'application/json',
      'private-token': token,
      'user-agent': 'patchplane',
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
    // A redirect would carry the token to somewhere that nobody configured.
    redirect: 'manual',
    signal,
  };
}

function trouble(
  code: keyof typeof troubles,
  { doing }: Endpoint,
  waitMs: number | undefined,
): Outcome {
  return { problem: { failure: failureOf(code, `${troubles[code]} ${doing}.`), waitMs } };
}

const troubles = {
  timeout: 'GitLab did not answer in time to',
  unavailable: 'GitLab could not be reached to',
  'invalid-answer': 'GitLab did not answer in JSON when asked to',
} as const;

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > mostBytes)
      throw failureOf('too-large', 'GitLab answered with more than can be read.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function refusal(
  { status, headers }: Response,
  text: string,
  doing: string,
  pause: number | undefined,
): Problem {
  const after = Number(headers.get('retry-after') ?? Number.NaN);
  if (status === 429) {
    const waitMs = Number.isFinite(after) ? Math.max(0, after) * 1_000 : longestWaitMs;
    const tell = `GitLab limits requests and did not ${doing}; try again later.`;
    return { failure: failureOf('rate-limited', tell), waitMs };
  }
  const passing = status === 502 || status === 503 || status === 504;
  const tell = `GitLab answered ${status} when asked to ${doing}: ${messageIn(text)}.${adviceFor(status)}`;
  return { failure: failureOf(codeOf(status), tell), waitMs: passing ? pause : undefined };
}

function failureOf(code: FailureCode, tell: string): Failure {
  const retryable = ['timeout', 'unavailable', 'rate-limited'].includes(code);
  return new Failure({ code, retryable, tell });
}

function codeOf(status: number): FailureCode {
  if (status === 401 || status === 403) return 'auth';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 409) return 'conflict';
  return status >= 500 ? 'unavailable' : 'misconfigured';
}

function adviceFor(status: number): string {
  if (status === 401) return ' Check that GITLAB_TOKEN is valid and not expired.';
  if (status === 403 || status === 404)
    return ' GITLAB_TOKEN needs the scope "api" and the role Developer or Reporter in this project; a job token can not write notes.';
  if (status >= 300 && status < 400) return ' Redirects are not followed; give the final address.';
  return '';
}

const ErrorBody = z.object({ message: z.unknown().optional(), error: z.unknown().optional() });

/** GitLab's own words: from outside, so cut short and without control characters. */
function messageIn(text: string): string {
  try {
    const { message, error } = ErrorBody.parse(JSON.parse(text));
    const said = message ?? error ?? 'no reason given';
    const words = typeof said === 'string' ? said : JSON.stringify(said);
    return words
      .replace(/\p{C}+/gu, ' ')
      .slice(0, 300)
      .replace(/\.$/, '');
  } catch {
    return 'no reason given';
  }
}
