import { z } from 'zod';
import { Failure, type FailureCode, failureCodes } from '../../domain/failure.ts';
import { HttpRefusal } from './http-refusal.ts';

/** What our functions throw: see refusal.ts of the ledger. */
const Refusal = z.looseObject({ code: z.enum(failureCodes), message: z.string().max(2_000) });
const Rejected = z.looseObject({
  ZodError: z.array(z.looseObject({ path: z.array(z.union([z.string(), z.number()])) })),
});

/** Sorts what can go wrong between us and the ledger. */
export function toFailure(name: string, error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof HttpRefusal) return ofStatus(name, error);
  if (error instanceof Error && 'data' in error) return ofFunction(name, error, error.data);
  if (isTimeout(error))
    return failure('timeout', `the ledger did not answer ${name} in time`, error, true);
  // fetch throws a TypeError for every way of not reaching a server.
  if (error instanceof TypeError)
    return failure('unavailable', 'the ledger can not be reached; check CONVEX_URL', error, true);
  const contended = error instanceof Error && error.message.includes('while this mutation was');
  if (contended) return failure('unavailable', `the ledger was busy with ${name}`, error, true);
  return failure('invalid-answer', `the ledger failed at ${name}; see its own log`, error);
}

function ofStatus(name: string, error: HttpRefusal): Failure {
  if (error.status === 401 || error.status === 403)
    return failure(
      'auth',
      'the ledger does not accept this token; compare PATCHPLANE_OIDC_AUDIENCE on both sides',
      error,
      // A token may have expired on its way: one that is fetched anew settles it.
      error.status === 401,
    );
  if (error.status === 429)
    return failure('rate-limited', 'the ledger is over its rate', error, true);
  if (error.status === 413) return failure('too-large', `${name} was sent too much`, error);
  const outage = error.status >= 500;
  const tell = `the ledger answered ${name} with HTTP ${error.status}`;
  return failure(outage ? 'unavailable' : 'invalid-answer', tell, error, outage);
}

function ofFunction(name: string, error: Error, data: unknown): Failure {
  const refusal = Refusal.safeParse(data);
  if (refusal.success)
    return failure(refusal.data.code, `the ledger refused ${name}: ${refusal.data.message}`, error);
  const rejected = Rejected.safeParse(data);
  const where = rejected.success ? rejected.data.ZodError[0]?.path.join('.') : undefined;
  return failure(
    'invalid-answer',
    `the ledger does not take this form of ${name}: ${where}`,
    error,
  );
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}

function failure(code: FailureCode, tell: string, cause: unknown, retryable = false): Failure {
  return new Failure({ code, tell, cause, retryable });
}
