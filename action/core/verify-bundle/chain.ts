import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Sha256 } from '../../domain/ids.ts';
import { firstBreak, ProvenanceEvent } from '../../domain/provenance-event.ts';
import type { Bundle } from '../bundle.ts';
import { DoesNotHold, must } from './does-not-hold.ts';
import { decodeJson, readText } from './read.ts';

export interface Chain {
  readonly events: readonly ProvenanceEvent[];
  readonly head: Sha256;
}

/** The chain from its first event to its last, each hash computed again. */
export function readChain(bundle: Bundle): Chain {
  const text = readText(bundle, 'provenance.jsonl');
  must(text.endsWith('\n'), 'provenance.jsonl ends in the middle of a line');
  const events = text.slice(0, -1).split('\n').map(readLine);
  const [first] = events;
  const last = events.at(-1);
  if (!first || !last) throw new DoesNotHold('provenance.jsonl is empty');
  const broken = firstBreak(first.workflowRunId, events);
  if (broken) throw new DoesNotHold(`provenance.jsonl line ${broken.at + 1} ${broken.because}`);
  return { events, head: last.hash };
}

function readLine(line: string, index: number): ProvenanceEvent {
  const what = `provenance.jsonl line ${index + 1}`;
  const event = decodeJson(line, ProvenanceEvent, what);
  // One event has one spelling: two readers can not see two things in the same line.
  must(canonicalJson(event) === line, `${what} is not canonical JSON`);
  return event;
}
