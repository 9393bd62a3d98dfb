import type { SandboxProcess } from '../../core/services/sandbox-service.ts';
import { Failure } from '../../domain/failure.ts';
import type { RuntimeEvent } from '../../domain/runtime-event.ts';
import { within } from './deadline.ts';
import { createEventQueue } from './event-queue.ts';
import type { Ingest, Ingested } from './ingest.ts';
import type { PiRecord } from './pi-record.ts';
import type { ByteLog } from './raw-trace.ts';

/** A command of Pi's RPC protocol, without the id that its answer repeats. */
export interface RpcCommand {
  readonly type: 'prompt' | 'steer' | 'follow_up' | 'abort' | 'get_state';
  readonly message?: string;
}

/** The conversation with one Pi process: commands in, answers and events out. */
export interface RpcSession {
  /** Pi's answer; `Failure` when the process ends before it or the time is up. */
  ask(command: RpcCommand, timeoutMs: number): Promise<PiRecord>;
  /** Until `agent.settled`; throws `Failure` when the process ends before that. */
  events(): AsyncGenerator<RuntimeEvent>;
  /** From now on output is only logged. Resolves when there is no more. */
  close(): Promise<void>;
}

const queueCapacity = 5_000;
const dialogs = ['select', 'confirm', 'input', 'editor'];

export function createRpcSession(
  process: SandboxProcess,
  ingest: Ingest,
  log: ByteLog,
): RpcSession {
  const queue = createEventQueue<RuntimeEvent>(queueCapacity);
  const waiting = new Map<string, PromiseWithResolvers<PiRecord>>();
  let commands = 0;
  let ended: Error | undefined;
  const finished = read();

  /** Reads to the very end: Pi stalls when nobody takes its output. */
  async function read(): Promise<void> {
    try {
      for await (const chunk of process.stdout) {
        log.add(chunk);
        ingest.push(chunk).forEach(deliver);
        await queue.room();
      }
      ingest.end().forEach(deliver);
      end(lost());
    } catch (cause) {
      end(cause instanceof Failure ? cause : lost(cause));
    }
  }

  function deliver({ event, record }: Ingested): void {
    queue.put(event);
    if (record?.type === 'response') waiting.get(record.id ?? '')?.resolve(record);
    if (record?.type === 'extension_ui_request') declineDialog(record);
  }

  /** A dialog blocks Pi for ever, even through an abort: nobody is there to answer it. */
  function declineDialog({ id, method = '' }: PiRecord): void {
    if (!dialogs.includes(method)) return;
    const answer = { type: 'extension_ui_response', id, cancelled: true };
    // When the line does not get through, the process is gone and reading says so.
    process.writeLine(JSON.stringify(answer)).catch(() => undefined);
  }

  function end(failure: Error): void {
    ended = failure;
    queue.finish({ failure });
    for (const answer of waiting.values()) answer.reject(failure);
    waiting.clear();
  }
  return {
    async ask(command, timeoutMs) {
      if (ended) throw ended;
      commands += 1;
      const id = `patchplane-${commands}`;
      const answer = Promise.withResolvers<PiRecord>();
      waiting.set(id, answer);
      const sent = process.writeLine(JSON.stringify({ id, ...command }));
      const tell = `Pi did not answer "${command.type}" within ${timeoutMs / 1_000} seconds.`;
      try {
        const [record] = await within(timeoutMs, tell, Promise.all([answer.promise, sent]));
        return record;
      } finally {
        waiting.delete(id);
      }
    },
    async *events() {
      for (;;) {
        const next = await queue.take();
        if ('end' in next) throw next.end.failure;
        yield next.item;
        if (next.item.type === 'agent.settled') return;
      }
    },
    async close() {
      queue.finish({ failure: cancelled() });
      await finished;
    },
  };
}

function lost(cause?: unknown): Failure {
  return new Failure({
    code: 'sandbox-lost',
    tell: 'The agent process ended before it was done; the sandbox or Pi inside it died.',
    retryable: true,
    cause,
  });
}

function cancelled(): Failure {
  return new Failure({ code: 'cancelled', tell: 'The agent was stopped before it was done.' });
}
