import type { RunId } from '../../../domain/ids.ts';
import type { RuntimeEvent } from '../../../domain/runtime-event.ts';
import { redactText } from '../../report/redact-report.ts';
import type { ProposeStorage } from '../../services/storage-service.ts';

/** Writes runtime events in batches, in order, without holding up the stream. */
export interface EventLedger {
  add(event: RuntimeEvent): void;
  /** Resolves when everything is written; rejects with the first failure to write. */
  close(): Promise<void>;
}

const batchSize = 25;
/**
 * A ledger holds what people read. Whoever floods it, by writing to the agent's output, only
 * ends his own story early: the raw trace has its bytes, up to a budget of its own.
 */
const mostEvents = 5_000;
const mostBytes = 4 * 1024 * 1024;
/** Deltas are for watching, not for keeping; the raw trace has them. */
const transient: readonly RuntimeEvent['type'][] = ['message.updated', 'tool.updated'];

export function openEventLedger(
  runId: RunId,
  storage: Pick<ProposeStorage, 'appendRuntimeEvents'>,
  secrets: readonly string[],
): EventLedger {
  let waiting: RuntimeEvent[] = [];
  let writing: Promise<void> = Promise.resolve();
  let events = 0;
  let bytes = 0;
  const flush = () => {
    if (waiting.length === 0) return;
    const batch = waiting;
    waiting = [];
    writing = writing.then(() => storage.appendRuntimeEvents(runId, batch));
    // Seen again by close(); here it only must not become an unhandled rejection.
    writing.catch(() => undefined);
  };
  return {
    add(event) {
      if (transient.includes(event.type)) return;
      if (events >= mostEvents || bytes >= mostBytes) return;
      const kept = withoutSecrets(event, secrets);
      events += 1;
      bytes += (kept.payloadJson?.length ?? 0) + (kept.summary?.length ?? 0);
      const isLast = events >= mostEvents || bytes >= mostBytes;
      waiting.push(isLast ? { ...kept, ...cutOff } : kept);
      if (waiting.length >= batchSize) flush();
    },
    async close() {
      flush();
      await writing;
    },
  };
}

const cutOff = {
  type: 'error',
  summary: 'there are more events than a ledger holds; the raw trace has what came after',
} as const satisfies Partial<RuntimeEvent>;

/** As the ledger's schema has them; a mark in a secret's place may be longer than the secret. */
const longestSummary = 500;
const longestPayload = 16_384;

/** An agent can print whatever it can read, its own grant first of all. */
function withoutSecrets(event: RuntimeEvent, secrets: readonly string[]): RuntimeEvent {
  const { summary, payloadJson, ...rest } = event;
  const payload = payloadJson === undefined ? undefined : redactText(payloadJson, secrets);
  return {
    ...rest,
    ...(summary === undefined
      ? {}
      : { summary: redactText(summary, secrets).slice(0, longestSummary).toWellFormed() }),
    ...(payload === undefined || payload.length > longestPayload ? {} : { payloadJson: payload }),
  };
}
