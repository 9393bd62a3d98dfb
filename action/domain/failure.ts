/**
 * Failures of the outside world, thrown by plugins only. Expected outcomes (a refusal, a red
 * test) are values, and anything else that is thrown is a bug, caught once at the door.
 */
export const failureCodes = [
  'auth',
  'not-found',
  'conflict',
  'rate-limited',
  'timeout',
  'unavailable',
  'invalid-answer',
  'too-large',
  'cancelled',
  'misconfigured',
  'sandbox-lost',
  'tampered',
] as const;

export type FailureCode = (typeof failureCodes)[number];

export interface FailureDetails {
  readonly code: FailureCode;
  /** One sentence for a person: what failed and what to do. Never holds a secret. */
  readonly tell: string;
  /** Whether the same call may succeed later without anyone changing anything. */
  readonly retryable?: boolean;
  readonly cause?: unknown;
}

export class Failure extends Error {
  readonly code: FailureCode;
  readonly retryable: boolean;
  readonly tell: string;

  constructor(details: FailureDetails) {
    super(details.tell, { cause: details.cause });
    this.name = 'Failure';
    this.code = details.code;
    this.retryable = details.retryable ?? false;
    this.tell = details.tell;
  }
}
