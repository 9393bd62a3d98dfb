import { Failure } from '../domain/failure.ts';
import type { GitObjectId, RunId } from '../domain/ids.ts';
import type { RunMarker } from '../domain/run-marker.ts';
import type { Conductor, StageWatcher } from './advance.ts';
import type { Attempt, Parts } from './attempt.ts';
import { cancellationOf } from './cancellation.ts';
import type { Context } from './context.ts';
import { createJournal } from './journal.ts';
import type { ProposeServices } from './services/propose-services.ts';
import type { RepositoryRef } from './services/source-control-service.ts';
import { aboutRun } from './services/telemetry-service.ts';

/** What somebody needs to close a run from outside when its job died. */
export interface ActiveRun {
  readonly runId: RunId;
  readonly repository: RepositoryRef;
  /** The issue or pull request that carries the comment. */
  readonly issueNumber?: number;
  /** The commit that carries the check, once it does. */
  readonly headSha?: GitObjectId;
  /** Of the comment. */
  readonly marker: RunMarker;
  /** What is being done, in our own words. */
  readonly stage?: string;
}

export function conduct(
  { run }: Parts['request'],
  services: ProposeServices,
  context: Context,
  watcher: StageWatcher,
): Conductor {
  return {
    runId: run.id,
    journal: createJournal(run, services.storage, context),
    storage: services.storage,
    telemetry: aboutRun(services.telemetry, run),
    context,
    watcher,
    cancellation: cancellationOf(context.signal),
  };
}

/**
 * The ack that people wait for comes first; nothing that GitHub sees is written before it. Then
 * the first entry of the chain says who asked for what.
 */
export async function begin(
  { journal, telemetry }: Conductor,
  request: Parts['request'],
  { feedback, analytics }: Pick<ProposeServices, 'feedback' | 'analytics'>,
): Promise<Attempt<'request'>> {
  const { intake: asked, repository, run } = request;
  const { issue, comment } = asked.externalRef;
  const issueNumber = placeOf(request);
  // A pull request that speaks for itself asked nobody.
  if (issueNumber !== undefined && (issue || comment)) {
    const commented = comment ? { commentId: comment.externalId } : {};
    const target = { repository, issueNumber, ...commented };
    await orNote(telemetry, () => feedback.react(target, 'eyes'));
  }
  await journal.record({
    type: 'request.received',
    operation: 'intake',
    status: 'succeeded',
    summary: `${asked.actor.id} asked through ${run.trigger} in github:${repository.externalId}`,
    artifactRefs: [asked.promptSha256],
  });
  analytics.track('workflow_started', { runId: run.id, trigger: run.trigger });
  return { parts: { request }, evidence: [], sandboxes: [], timings: {} };
}

/** Where people follow a run: the issue, or the pull request that is judged. */
export function placeOf({ intake }: Parts['request']): number | undefined {
  const { issue, pullRequest } = intake.externalRef;
  return (issue ?? pullRequest)?.number;
}

/** What the run's comment says to machines while it goes on. */
export function markerOf({ intake, run }: Parts['request']): RunMarker {
  return {
    runId: run.id,
    deliveryId: intake.externalRef.deliveryId,
    actorExternalId: intake.externalRef.sender.externalId,
    startedAt: run.createdAt,
    state: run.state,
    ...(run.githubRunId === undefined ? {} : { githubRunId: run.githubRunId }),
  };
}

export function activeRunOf(request: Parts['request']): ActiveRun {
  const issueNumber = placeOf(request);
  return {
    runId: request.run.id,
    repository: request.repository,
    marker: markerOf(request),
    ...(issueNumber === undefined ? {} : { issueNumber }),
  };
}

/** What only tells people must not end a run: it is noted and goes on. */
export async function orNote(
  telemetry: ProposeServices['telemetry'],
  telling: () => Promise<unknown>,
): Promise<void> {
  try {
    await telling();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    telemetry.progress({ kind: 'note', text: error.tell });
  }
}
