import { createHash } from 'node:crypto';
import type { RunId } from '../../domain/ids.ts';
import type { RuntimeEvent } from '../../domain/runtime-event.ts';
import { createLineDecoder, type Line } from './line-decoder.ts';
import { type PiRecord, readPiRecord } from './pi-record.ts';
import { type Said, translate } from './translate.ts';
import { payloadOf, summaryOf } from './untrusted-text.ts';

/** Where a stream comes from; goes into every event. */
export interface Source {
  readonly runId: RunId;
  readonly sessionId: string;
  readonly commandId: string;
  readonly now: () => number;
}

export interface Ingested {
  readonly event: RuntimeEvent;
  /** Undefined where the line was not a record of Pi. */
  readonly record: PiRecord | undefined;
}

export interface Ingest {
  push(chunk: Uint8Array): Ingested[];
  end(): Ingested[];
}

/** A tool result carries up to 1 MiB of output; anything far beyond is not Pi talking. */
const lineLimitBytes = 4 * 1024 * 1024;

/**
 * Nine tenths of the bytes are token deltas that nobody keeps: they are told by their first
 * bytes and never parsed. One in every 64 KiB becomes an event, as a sign of life and so that
 * who watches the output budget sees the offset move.
 */
const transientPrefixes = ['{"type":"message_update",', '{"type":"tool_execution_update",'].map(
  (prefix) => Buffer.from(prefix),
);
const sampleEveryBytes = 64 * 1024;

/** Bytes of Pi's stdout to runtime events. The same bytes give the same events, however split. */
export function createIngest(source: Source): Ingest {
  const decoder = createLineDecoder(lineLimitBytes);
  let sampledAt = 0;

  function ingest(lines: readonly Line[]): Ingested[] {
    return lines.flatMap((line) => {
      if (line.bytes.length === 0) return [];
      if (!line.truncated && isTransient(line.bytes)) {
        if (line.offset - sampledAt < sampleEveryBytes) return [];
        sampledAt = line.offset;
      }
      return [ingestLine(line, source)];
    });
  }

  return { push: (chunk) => ingest(decoder.push(chunk)), end: () => ingest(decoder.end()) };
}

function isTransient(bytes: Buffer): boolean {
  return transientPrefixes.some(
    (prefix) => bytes.length > prefix.length && prefix.compare(bytes, 0, prefix.length) === 0,
  );
}

function ingestLine(line: Line, source: Source): Ingested {
  if (line.truncated) return { event: toEvent(line, source, tooLong(line)), record: undefined };
  const record = readPiRecord(line.bytes.toString('utf8'));
  const said = record ? translate(record) : notARecord(line);
  return { event: toEvent(line, source, said), record };
}

function toEvent(line: Line, source: Source, said: Said): RuntimeEvent {
  const key = createHash('sha256')
    .update(JSON.stringify([source.sessionId, source.commandId, 'stdout', line.number]))
    .update(createHash('sha256').update(line.bytes).digest())
    .digest('hex');
  return {
    ...said,
    id: `event-${key.slice(0, 32)}`,
    workflowRunId: source.runId,
    provider: 'pi',
    occurredAt: source.now(),
    idempotencyKey: key,
    sourceSessionId: source.sessionId.slice(0, 200),
    sourceCommandId: source.commandId.slice(0, 200),
    sourceStream: 'stdout',
    sourceLine: line.number,
    sourceOffset: line.offset,
  };
}

function tooLong(line: Line): Said {
  const head = line.bytes.toString('utf8');
  return {
    type: 'error',
    summary: summaryOf(`a line of more than ${lineLimitBytes} bytes was left out: ${head}`),
    payloadJson: payloadOf({ truncated: true, limitBytes: lineLimitBytes, head }),
  };
}

function notARecord(line: Line): Said {
  const text = line.bytes.subarray(0, 4_096).toString('utf8');
  return {
    type: 'error',
    summary: summaryOf(`a line that is not a record: ${text}`),
    payloadJson: payloadOf({ text }),
  };
}
