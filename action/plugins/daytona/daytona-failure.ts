import { z } from 'zod';
import { Failure, type FailureCode } from '../../domain/failure.ts';

/** What the SDK's errors carry; a transport failure has no status. */
const SdkError = z.looseObject({
  name: z.string().catch(''),
  message: z.string().catch(''),
  statusCode: z.number().optional().catch(undefined),
  code: z.string().optional().catch(undefined),
  /** An object of the HTTP client's own class, so no plain record. */
  headers: z.looseObject({}).optional().catch(undefined),
});
export type SdkError = z.infer<typeof SdkError>;

export function readSdkError(error: unknown): SdkError {
  const parsed = SdkError.safeParse(error);
  if (!parsed.success) return { name: '', message: String(error) };
  // An error's name and headers may sit on its prototype, where a copy does not find them.
  return error instanceof Error ? { ...parsed.data, name: error.constructor.name } : parsed.data;
}

/** Seconds until another try, from `Retry-After` or the vendor's `Retry-After-<throttler>`. */
export function retryAfterSeconds({ headers }: SdkError): number | undefined {
  const values = Object.entries(headers ?? {})
    .filter(([name]) => /^retry-after(-|$)/i.test(name))
    .map(([, value]) => secondsIn(value))
    .filter((seconds) => Number.isFinite(seconds) && seconds >= 0);
  return values.length > 0 ? Math.max(...values) : undefined;
}

/** A number, or a date of HTTP. */
function secondsIn(value: unknown): number {
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return seconds;
  return (Date.parse(String(value)) - Date.now()) / 1_000;
}

/** `what` completes "Daytona could not ...". The vendor's own words stay in `cause`. */
export function toFailure(error: unknown, what: string): Failure {
  if (error instanceof Failure) return error;
  const { name, statusCode, code } = readSdkError(error);
  const kind = kindOf(statusCode, name, code);
  const status = statusCode === undefined ? '' : ` (HTTP ${statusCode})`;
  return new Failure({
    code: kind,
    tell: `Daytona could not ${what}${status}: ${advice[kind]}`,
    retryable: kind === 'rate-limited' || kind === 'timeout' || kind === 'unavailable',
    cause: error,
  });
}

function kindOf(status: number | undefined, name: string, code: string | undefined): Kind {
  if (code?.startsWith('GIT_AUTH')) return 'auth';
  if (status === 401 || status === 403 || name === 'DaytonaAuthenticationError') return 'auth';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 408 || status === 504 || name.includes('Timeout')) return 'timeout';
  if (status === 409) return 'conflict';
  if (status === 429) return 'rate-limited';
  if (status !== undefined && status >= 400 && status < 500) return 'misconfigured';
  return 'unavailable';
}

type Kind = Exclude<
  FailureCode,
  'invalid-answer' | 'too-large' | 'cancelled' | 'sandbox-lost' | 'tampered'
>;

const advice: Record<Kind, string> = {
  auth: 'check that DAYTONA_API_KEY is valid and may write and delete sandboxes, and that the clone token may read the repository.',
  'not-found': 'it is not there.',
  timeout: 'it did not answer in time; try again.',
  conflict: 'it exists already.',
  'rate-limited': 'too many requests; try again later or lower the number of parallel runs.',
  misconfigured: 'it refused the request; check snapshot, target and network policy.',
  unavailable: 'it is not reachable or not well; check DAYTONA_API_URL and the status of Daytona.',
};

export function sandboxLost(cause?: unknown): Failure {
  return new Failure({
    code: 'sandbox-lost',
    tell: 'The sandbox is gone: Daytona stopped or deleted it while it was in use; run the request again.',
    retryable: true,
    cause,
  });
}
