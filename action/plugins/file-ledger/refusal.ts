import { Failure, type FailureCode } from '../../domain/failure.ts';

/** The ledger says no. `because` is the end of a sentence. */
export function refusal(code: FailureCode, because: string): Failure {
  return new Failure({ code, tell: `the ledger refused: ${because}` });
}
