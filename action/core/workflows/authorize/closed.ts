import { Failure } from '../../../domain/failure.ts';
import type { Stop } from '../../attempt.ts';
import { refusal } from './requester.ts';

/** Nobody is let in because nobody could look: a forge that does not answer has said no. */
export async function orDenied<Result>(
  looking: () => Promise<Result>,
): Promise<Result | { readonly stop: Stop }> {
  try {
    return await looking();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return {
      stop: refusal(
        `${error.tell} Without that answer nothing starts; ask again when it is put right.`,
        error.code,
      ),
    };
  }
}
