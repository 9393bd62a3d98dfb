import { z } from 'zod';
import { Failure, type FailureCode } from '../../domain/failure.ts';

/** What the SDK's errors have in common. */
const ServiceError = z.looseObject({
  name: z.string(),
  $metadata: z.looseObject({ httpStatusCode: z.int().optional() }).optional(),
});

export function isMissing(error: unknown): boolean {
  return statusOf(error) === 404;
}

/** The answer to a conditional write where there is an object already. */
export function isThere(error: unknown): boolean {
  return statusOf(error) === 412;
}

/** Sorts what can go wrong between us and the artifact store. */
export function toFailure(what: string, error: unknown): Failure {
  if (error instanceof Failure) return error;
  const status = statusOf(error);
  const answered = (code: FailureCode, because: string, retryable = false) =>
    new Failure({ code, tell: `could not ${what}: ${because}`, retryable, cause: error });

  if (status === undefined) return unanswered(answered, error);
  if (status === 401 || status === 403)
    return answered('auth', 'the artifact store refuses these keys; check CLOUDFLARE_R2_*');
  if (status === 404) return answered('not-found', 'there is no such object');
  if (status === 413) return answered('too-large', 'the object is larger than the store takes');
  if (status === 429) return answered('rate-limited', 'the store asks for fewer requests', true);
  if (status >= 500) return answered('unavailable', `the store answered HTTP ${status}`, true);
  return answered('invalid-answer', `the store answered HTTP ${status}`);
}

function unanswered(
  answered: (code: FailureCode, because: string, retryable?: boolean) => Failure,
  error: unknown,
): Failure {
  const name = error instanceof Error ? error.name : '';
  if (name === 'TimeoutError') return answered('timeout', 'the store did not answer in time', true);
  return answered('unavailable', 'the store can not be reached; check its endpoint', true);
}

function statusOf(error: unknown): number | undefined {
  const read = ServiceError.safeParse(error);
  return read.success ? read.data.$metadata?.httpStatusCode : undefined;
}
