import { Failure } from '../domain/failure.ts';
import type { RunState } from '../domain/run-state.ts';
import type { SpanName } from '../domain/span.ts';
import type { Attempt, Parts, StageOutcome, Stop } from './attempt.ts';
import { stopOf } from './cancellation.ts';
import type { Context } from './context.ts';
import type { Journal } from './journal.ts';
import type { ProposeStorage } from './services/storage-service.ts';
import type { TelemetryService } from './services/telemetry-service.ts';

/** How a stage shows itself: to people (name), in the ledger (state), in the chain and the trace. */
export interface Stage {
  readonly name: string;
  readonly event: string;
  readonly span?: SpanName;
  readonly state?: RunState;
  readonly plugin?: string;
}

/** Follows the stages for people. Contract: never throws, and holds no stage up. */
export interface StageWatcher {
  stageStarted(stage: string): void;
  stageEnded(stage: string, status: StageStatus, detail: string | undefined): void;
}

export type StageStatus = 'succeeded' | 'failed' | 'blocked';

export interface Conductor {
  readonly runId: string;
  readonly journal: Journal;
  readonly storage: Pick<ProposeStorage, 'transition'>;
  readonly telemetry: TelemetryService;
  readonly context: Context;
  readonly watcher: StageWatcher;
  /** See `cancellationOf`. */
  readonly cancellation: Promise<{ readonly stop: Stop }>;
}

/**
 * Takes an attempt through one stage: moves the run's state, journals start and end, measures,
 * and turns whatever goes wrong into a stop that rides on in the value. An attempt that
 * stopped before passes through untouched.
 */
export async function advance<Known extends keyof Parts, Added extends Partial<Parts>>(
  conductor: Conductor,
  attempt: Attempt<Known>,
  stage: Stage,
  work: (parts: Pick<Parts, Known>) => Promise<StageOutcome<Added>>,
): Promise<Attempt<Known | (keyof Added & keyof Parts)>>;
export async function advance(
  conductor: Conductor,
  attempt: Attempt<keyof Parts>,
  stage: Stage,
  work: (parts: Parts) => Promise<StageOutcome<Partial<Parts>>>,
): Promise<Attempt<keyof Parts>> {
  if (attempt.stop) return attempt;
  const { journal, telemetry, context, watcher } = conductor;
  const startedAt = context.now();
  telemetry.progress({ kind: 'stage', stage: stage.name, status: 'started', elapsedMs: 0 });
  watcher.stageStarted(stage.name);
  const outcome = await attemptStage(conductor, stage, startedAt, () => work(attempt.parts));
  const elapsedMs = context.now() - startedAt;
  const status = statusOf(outcome);
  const summary = 'stop' in outcome ? outcome.stop.reason : outcome.detail;
  await journal.record({
    type: stage.event,
    operation: stage.name,
    status,
    startedAt,
    ...(stage.plugin ? { pluginName: stage.plugin } : {}),
    ...(summary ? { summary } : {}),
    ...('stop' in outcome ? { errorCategory: outcome.stop.category } : {}),
  });
  telemetry.progress({
    kind: 'stage',
    stage: stage.name,
    status,
    elapsedMs,
    ...(summary ? { detail: summary } : {}),
  });
  watcher.stageEnded(stage.name, status, summary);
  const carried = {
    evidence: [...attempt.evidence, ...(outcome.evidence ?? [])],
    sandboxes: [...attempt.sandboxes, ...(outcome.sandboxes ?? [])],
    timings: { ...attempt.timings, [stage.name]: elapsedMs },
  };
  const parts = { ...attempt.parts, ...outcome.add };
  return 'stop' in outcome
    ? { ...carried, parts, stop: { ...outcome.stop, stage: stage.name } }
    : { ...carried, parts };
}

async function attemptStage(
  { runId, journal, storage, telemetry, context, cancellation }: Conductor,
  stage: Stage,
  startedAt: number,
  work: () => Promise<StageOutcome<Partial<Parts>>>,
): Promise<StageOutcome<Partial<Parts>>> {
  try {
    if (context.signal.aborted) return { stop: stopOf(context.signal) };
    if (stage.state) await storage.transition(runId, stage.state);
    await journal.record({
      type: stage.event,
      operation: stage.name,
      status: 'started',
      startedAt,
      ...(stage.plugin ? { pluginName: stage.plugin } : {}),
    });
    const facts = {
      'patchplane.stage': stage.name,
      ...(stage.plugin ? { 'patchplane.plugin': stage.plugin } : {}),
    };
    const working = stage.span ? telemetry.span(stage.span, work, { facts }) : work();
    const outcome = await Promise.race([working, cancellation]);
    // A stage that noticed knows that it was ended; by what is known here.
    const ended = 'stop' in outcome && outcome.stop.category === 'cancelled';
    return ended && context.signal.aborted ? { ...outcome, stop: stopOf(context.signal) } : outcome;
  } catch (error) {
    if (context.signal.aborted) return { stop: stopOf(context.signal) };
    return { stop: stopFrom(error, telemetry) };
  }
}

/** A Failure speaks for itself; anything else is a bug of ours, told as such and kept closed. */
function stopFrom(error: unknown, telemetry: TelemetryService): Stop {
  if (error instanceof Failure) {
    return { state: 'failed', category: error.code, reason: error.tell };
  }
  telemetry.captureError(error);
  return {
    state: 'failed',
    category: 'internal',
    reason: 'PatchPlane hit an internal error; nothing was published. The job log has the details.',
  };
}

function statusOf(outcome: StageOutcome<Partial<Parts>>): StageStatus {
  if (!('stop' in outcome)) return 'succeeded';
  return outcome.stop.state === 'failed' || outcome.stop.state === 'cancelled'
    ? 'failed'
    : 'blocked';
}
