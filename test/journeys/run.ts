import type { Bundle } from '../../action/core/bundle.ts';
import { type Finding, verifyBundle } from '../../action/core/verify-bundle/verify-bundle.ts';
import { ProvenanceEvent } from '../../action/domain/provenance-event.ts';
import type { RunState } from '../../action/domain/run-state.ts';
import { TrustReport } from '../../action/domain/trust-report.ts';
import { readBundle } from '../../action/entry/bundle-folder.ts';

/** A run as its bundle tells it. */
export interface Run {
  readonly id: string;
  readonly state: RunState;
  readonly report: TrustReport;
  readonly events: readonly ProvenanceEvent[];
  /** The journal, one line per event: what, how it went, and why not. */
  readonly transcript: readonly string[];
  /** What anybody finds who recomputes the bundle. */
  readonly finding: Finding;
  readonly bundle: Bundle;
  readonly folder: string;
  readonly exitCode: number | null;
}

export function readRun(folder: string, exitCode: number | null): Run {
  const bundle = readBundle(folder);
  const report = TrustReport.parse(JSON.parse(textOf(bundle, 'trust-report.json')));
  const events = textOf(bundle, 'provenance.jsonl')
    .trimEnd()
    .split('\n')
    .map((line) => ProvenanceEvent.parse(JSON.parse(line)));
  return {
    id: report.run.id,
    state: report.run.state,
    report,
    events,
    transcript: events.map(lineOf),
    finding: verifyBundle(bundle),
    bundle,
    folder,
    exitCode,
  };
}

export function textOf(bundle: Bundle, path: string): string {
  return new TextDecoder().decode(bundle.get(path));
}

/** What was started and never came to an end, as far as the journal knows. */
export function unfinished({ events }: Run): string[] {
  return events
    .filter(({ status }) => status === 'started')
    .filter(
      ({ type, sequence }) =>
        !events.some(
          (later) => later.sequence > sequence && later.type === type && later.status !== 'started',
        ),
    )
    .map(({ type }) => type);
}

function lineOf({ type, status, errorCategory }: ProvenanceEvent): string {
  return errorCategory ? `${type} ${status} (${errorCategory})` : `${type} ${status}`;
}
