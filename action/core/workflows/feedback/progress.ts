import { Failure } from '../../../domain/failure.ts';
import type { RunMarker } from '../../../domain/run-marker.ts';
import type { RunState } from '../../../domain/run-state.ts';
import { progressMarkdown, type StageRow } from '../../report/progress-markdown.ts';
import { redactText } from '../../report/redact-report.ts';
import type { FeedbackWriter, RepositoryRef } from '../../services/source-control-service.ts';
import type { TelemetryService } from '../../services/telemetry-service.ts';
import { createPulse, type Schedule } from './pulse.ts';

export interface ProgressOptions {
  readonly feedback: Pick<FeedbackWriter, 'createIssueComment'>;
  readonly telemetry: Pick<TelemetryService, 'progress' | 'captureError'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly repository: RepositoryRef;
  /** Without an issue or pull request there is nobody to show progress to. */
  readonly issueNumber: number | undefined;
  readonly marker: RunMarker;
  /** Every stage of this run in its order; one with a state moves the run's state when it starts. */
  readonly stages: readonly { readonly name: string; readonly state?: RunState }[];
  /** Values that must not appear in what is shown. */
  readonly secrets?: readonly string[];
  /** The page of the workflow run. */
  readonly runUrl?: string | undefined;
  /** Does something later and says how to call it off; a timer unless told. */
  readonly schedule?: Schedule;
}

/** Nothing here throws, and nothing but `finish` is waited for: telling people holds no run up. */
export interface Progress {
  /** From here on people see it; what came before is only remembered. */
  show(): void;
  stageStarted(stage: string): void;
  stageEnded(
    stage: string,
    status: 'succeeded' | 'failed' | 'blocked',
    detail: string | undefined,
  ): void;
  /** What the run has cost so far, in US dollars. */
  cost(usd: number): void;
  /** Resolves when no edit is under way any more; none follows, so that the final text stays. */
  finish(): Promise<void>;
}

interface Row {
  status: StageRow['status'];
  startedAt: number;
  elapsedMs: number;
  reason: string | undefined;
}

/** The run's one comment while it goes on: a checklist of stages, time and cost so far. */
export function createProgress(options: ProgressOptions): Progress {
  const { now, stages, issueNumber } = options;
  const rows = new Map<string, Row>();
  let { state } = options.marker;
  let costUsd = 0;

  const write = async () => {
    if (issueNumber === undefined) return;
    const body = progressMarkdown({
      runId: options.marker.runId,
      startedAt: options.marker.startedAt,
      now: now(),
      costUsd,
      stages: stages.map(({ name }) => shown(name, rows.get(name), now())),
      ...(options.runUrl ? { runUrl: options.runUrl } : {}),
    });
    const marker = { ...options.marker, state };
    await options.feedback.createIssueComment(options.repository, issueNumber, marker, body);
  };
  const pulse = createPulse({
    write,
    schedule: options.schedule ?? byTimer,
    onTrouble: (error) => tellTrouble(options.telemetry, error),
  });

  return {
    show: () => pulse.start(),
    stageStarted(name) {
      rows.set(name, { status: 'running', startedAt: now(), elapsedMs: 0, reason: undefined });
      const moved = stages.find((stage) => stage.name === name)?.state;
      if (!moved) return;
      state = moved;
      pulse.now();
    },
    stageEnded(name, status, detail) {
      const startedAt = rows.get(name)?.startedAt ?? now();
      const because = status === 'succeeded' ? undefined : detail;
      const reason = because && redactText(because, options.secrets ?? []);
      rows.set(name, { status, startedAt, elapsedMs: now() - startedAt, reason });
      if (status !== 'succeeded') pulse.now();
    },
    cost(usd) {
      costUsd = usd;
    },
    finish: () => pulse.stop(),
  };
}

function shown(name: string, row: Row | undefined, now: number): StageRow {
  if (!row) return { name, status: 'waiting' };
  const { status, reason } = row;
  const elapsedMs = status === 'running' ? now - row.startedAt : row.elapsedMs;
  return { name, status, elapsedMs, ...(reason === undefined ? {} : { reason }) };
}

function tellTrouble(telemetry: ProgressOptions['telemetry'], error: unknown): void {
  if (error instanceof Failure) telemetry.progress({ kind: 'note', text: error.tell });
  else telemetry.captureError(error);
}

const byTimer: Schedule = (milliseconds, act) => {
  const timer = setTimeout(act, milliseconds);
  return () => clearTimeout(timer);
};
