import { Failure, type FailureCode } from '../../domain/failure.ts';

/** A request that came to nothing, with what decides about trying again or otherwise. */
export interface ApiProblem {
  readonly failure: Failure;
  /** The same request may work in a moment. */
  readonly passing: boolean;
  /** Present where the endpoint answered with a refusal. */
  readonly headers?: Headers;
  /** What the refusal said; untrusted, for deciding only and never shown. */
  readonly said?: string;
  readonly status?: number;
}

/** Everything that can go wrong with a request, each as a `Failure` with the vendor's error name. */
export interface Problems {
  refused(status: number, headers: Headers, body: Buffer): ApiProblem;
  redirected(): ApiProblem;
  elsewhere(): ApiProblem;
  tooLarge(): ApiProblem;
  invalid(why: string): ApiProblem;
  timedOut(milliseconds: number): ApiProblem;
  cancelled(): ApiProblem;
  unreachable(error: unknown): ApiProblem;
}

/**
 * Refusals in words of our own. The endpoint's words stay out: it may answer with the key that
 * it was sent, with the question, or with an attack on whoever reads the log. Of them only
 * codes that are known by name get through.
 */
export function createProblems(errorName: string): Problems {
  const make = (code: FailureCode, name: string, tell: string, more: Partial<ApiProblem> = {}) => ({
    failure: new Failure({
      code,
      retryable: more.passing ?? false,
      tell: `${errorName}[${name}]: ${tell}`,
    }),
    passing: false,
    ...more,
  });

  return {
    refused: (status, headers, body) => {
      const said = body.subarray(0, longestSaid).toString('utf8');
      const known = vendorCodes.find((code) => said.includes(code));
      const { code, name, tell } = meaningOf(status);
      const passing = passingStatuses.has(status) && known !== 'insufficient_quota';
      const told = known ? `${tell} The provider calls it ${known}.` : tell;
      return make(code, name, `HTTP ${status}: ${told}`, { passing, headers, said, status });
    },
    redirected: () =>
      make(
        'misconfigured',
        'REDIRECTED',
        'the endpoint answered with a redirect, which is not followed; set the base URL to the final address and allow that.',
      ),
    elsewhere: () =>
      make('tampered', 'ELSEWHERE', 'a request was about to leave for another address.'),
    tooLarge: () =>
      make('invalid-answer', 'TOO_LARGE', 'the answer was larger than any review could be.'),
    invalid: (why) => make('invalid-answer', 'INVALID_ANSWER', `${why}.`),
    timedOut: (milliseconds) =>
      make(
        'timeout',
        'TIMEOUT',
        `no whole answer within ${milliseconds / 1_000} seconds; raise AI_REVIEW_TIMEOUT_SECONDS or review less at once.`,
      ),
    cancelled: () => make('cancelled', 'CANCELLED', 'the review was cancelled.'),
    unreachable: (error) =>
      make(
        'unavailable',
        'UNREACHABLE',
        `the connection failed (${systemCode(error)}); check that this machine reaches the endpoint.`,
        { passing: true },
      ),
  };
}

const longestSaid = 8_192;

const passingStatuses: ReadonlySet<number> = new Set([408, 409, 429, 500, 502, 503, 504, 529]);

const vendorCodes = [
  'invalid_api_key',
  'model_not_found',
  'insufficient_quota',
  'rate_limit_exceeded',
  'context_length_exceeded',
  'authentication_error',
  'permission_error',
  'overloaded_error',
  'billing_error',
] as const;

interface Meaning {
  readonly code: FailureCode;
  readonly name: string;
  readonly tell: string;
}

function meaningOf(status: number): Meaning {
  if (status === 401 || status === 403)
    return { code: 'auth', name: 'AUTH', tell: 'the key is missing, wrong or not allowed to.' };
  if (status === 404)
    return {
      code: 'misconfigured',
      name: 'NOT_FOUND',
      tell: 'the endpoint or the model is not there; check the base URL and AI_REVIEW_MODEL.',
    };
  if (status === 413)
    return { code: 'too-large', name: 'TOO_LARGE', tell: 'the question is too long for it.' };
  if (status === 429)
    return { code: 'rate-limited', name: 'RATE_LIMITED', tell: 'it takes no more for now.' };
  if (status >= 500)
    return { code: 'unavailable', name: 'UNAVAILABLE', tell: 'it is out of order for now.' };
  return { code: 'misconfigured', name: 'REJECTED', tell: 'it does not take this request.' };
}

/** `ECONNREFUSED` and the like: the system's word, which nobody outside can choose. */
function systemCode(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1) {
    if ('code' in at && typeof at.code === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(at.code))
      return at.code;
  }
  return 'no reason given';
}

/** Milliseconds that the endpoint asks to wait: seconds or a date, and the finer one of some. */
export function retryAfterMs(headers: Headers, now: () => number = Date.now): number | undefined {
  const fine = Number(headers.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(fine) && fine >= 0) return fine;
  const given = headers.get('retry-after');
  if (given === null) return undefined;
  const seconds = Number(given);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const date = Date.parse(given);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now());
}
