import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from '../../domain/failure.ts';

export interface Patience {
  /** Milliseconds before each further attempt; when they are used up, the last failure stands. */
  readonly pauses: readonly number[];
  readonly wait?: ((milliseconds: number) => Promise<unknown>) | undefined;
}

/** Does it again for as long as its `Failure` says that this may help. Anything else is thrown on. */
export async function retried<Answer>(
  work: () => Promise<Answer>,
  { pauses, wait = delay }: Patience,
): Promise<Answer> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const pause = pauses[tries];
      if (!(error instanceof Failure && error.retryable) || pause === undefined) throw error;
      await wait(pause);
    }
  }
}
