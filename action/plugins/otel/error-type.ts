import { Failure } from '../../domain/failure.ts';

/** A failure's code, or the class of what was thrown: never its text. */
export function errorType(error: unknown): string {
  if (error instanceof Failure) return error.code;
  const name = error instanceof Error ? error.constructor.name : typeof error;
  return /^[A-Za-z]\w{0,59}$/.test(name) ? name : 'Error';
}
