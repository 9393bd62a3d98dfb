import { z } from 'zod';
import { Failure, type FailureCode } from '../../domain/failure.ts';

/** What a request is for, in words for a person: "could not <doing>; it needs <needs>". */
export interface Purpose {
  readonly doing: string;
  /** The token permission, as workflow files and Apps name it. */
  readonly needs: string;
}

/** A request that did not work out, with what decides about trying again. */
export interface RequestProblem {
  readonly failure: Failure;
  /** GitHub or the way to it was out of order for a moment. */
  readonly passing: boolean;
  /** GitHub did nothing and said how long to wait. */
  readonly waitMs: number | undefined;
}

/** Octokit's error, as far as it matters here; a lost connection has no response. */
const OctokitError = z.object({
  status: z.number(),
  response: z
    .object({
      headers: z.record(z.string(), z.union([z.string(), z.number()]).optional()),
      data: z.unknown(),
    })
    .optional(),
});

const ErrorBody = z.object({
  message: z.string(),
  /** Objects mostly; a review that is refused has sentences. */
  errors: z.array(z.union([z.string(), z.object({ message: z.string().optional() })])).optional(),
});

export function problemOf(error: unknown, purpose: Purpose, timedOut: boolean): RequestProblem {
  if (timedOut)
    return problem('timeout', `GitHub did not answer in time to ${purpose.doing}.`, error);
  const decoded = OctokitError.safeParse(error);
  const response = decoded.success ? decoded.data.response : undefined;
  if (!decoded.success || !response) {
    const tell = `GitHub could not be reached to ${purpose.doing}.`;
    return { ...problem('unavailable', tell, error), passing: true };
  }
  const { status } = decoded.data;
  const said = messageIn(response.data);
  const waitMs = rateLimitWait(status, response.headers, said);
  if (waitMs !== undefined) {
    const tell = `GitHub limits requests and asks to wait ${Math.ceil(waitMs / 1_000)} seconds; it did not ${purpose.doing}.`;
    return { ...problem('rate-limited', tell, error), waitMs };
  }
  const advice = adviceFor(status, purpose);
  const tell = `GitHub answered ${status} when asked to ${purpose.doing}: ${said}.${advice}`;
  return {
    ...problem(codeOf(status, said), tell, error),
    passing: status === 502 || status === 503 || status === 504,
  };
}

const retryableCodes: readonly FailureCode[] = ['timeout', 'unavailable', 'rate-limited'];

function problem(code: FailureCode, tell: string, cause: unknown): RequestProblem {
  const failure = new Failure({ code, tell, retryable: retryableCodes.includes(code), cause });
  return { failure, passing: false, waitMs: undefined };
}

function codeOf(status: number, said: string): FailureCode {
  if (status === 401 || status === 403) return 'auth';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 409) return 'conflict';
  if (status === 413) return 'too-large';
  if (status >= 500) return 'unavailable';
  return /already exists|not a fast forward/i.test(said) ? 'conflict' : 'misconfigured';
}

function adviceFor(status: number, { needs }: Purpose): string {
  if (status === 401) return ' Check that the token is valid and not expired.';
  if (status === 403 || status === 404) return ` The token needs "${needs}" on this repository.`;
  return '';
}

/** GitHub's own words: from outside, so cut short and without control characters. */
function messageIn(data: unknown): string {
  const body = ErrorBody.safeParse(data);
  if (!body.success) return 'no reason given';
  const details = (body.data.errors ?? []).flatMap((item) =>
    typeof item === 'string' ? item : (item.message ?? []),
  );
  const text = [body.data.message, ...details].join('; ').replace(/\p{C}+/gu, ' ');
  return text.slice(0, 300).replace(/\.$/, '');
}

type Headers = Readonly<Record<string, string | number | undefined>>;

/** Milliseconds to wait where this is a rate limit, primary or secondary. */
function rateLimitWait(status: number, headers: Headers, said: string): number | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const after = Number(headers['retry-after'] ?? Number.NaN);
  if (Number.isFinite(after)) return Math.max(0, after) * 1_000;
  if (String(headers['x-ratelimit-remaining']) === '0') {
    const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN);
    return Number.isFinite(reset) ? Math.max(0, reset * 1_000 - Date.now()) : 60_000;
  }
  // GitHub's advice for a secondary limit without a header is a minute.
  return status === 429 || /rate limit/i.test(said) ? 60_000 : undefined;
}
