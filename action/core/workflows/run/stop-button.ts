import { Failure } from '../../../domain/failure.ts';
import type { RuntimeHandle, RuntimeService } from '../../services/runtime-service.ts';
import type { Reachable } from './people-line.ts';

/** One agent as people reach it: told things, and stopped. */
export interface StopButton extends Reachable {
  /** Fires when a person wanted the agent to end, and it had its chance to do so by itself. */
  readonly signal: AbortSignal;
  /** Who wanted it. */
  readonly by: string | undefined;
}

/** In front of what people say, so that the agent does not take it for the output of a tool. */
const preamble = 'A person who may steer this work says:';

export function openStopButton(
  runtime: Pick<RuntimeService, 'sendInstruction'>,
  handle: RuntimeHandle,
): StopButton {
  const pressed = new AbortController();
  let by: string | undefined;
  return {
    signal: pressed.signal,
    get by() {
      return by;
    },
    async tell({ kind, text = '', actorId }) {
      if (kind !== 'abort') {
        const message = `${preamble}\n\n${text}`;
        return await runtime.sendInstruction(handle, { kind, message });
      }
      by ??= actorId;
      try {
        await runtime.sendInstruction(handle, { kind: 'abort' });
      } catch (error) {
        // One that does not answer is stopped all the same.
        if (!(error instanceof Failure)) throw error;
      } finally {
        pressed.abort();
      }
    },
  };
}
