import { z } from 'zod';
import { CandidatePatchSet } from '../../action/domain/candidate-patch-set.ts';
import { digestOf } from '../../action/domain/digest.ts';
import { EvidenceArtifact } from '../../action/domain/evidence-artifact.ts';
import { Sha256 } from '../../action/domain/ids.ts';
import { PolicyVerdict } from '../../action/domain/policy-bundle.ts';
import { ReviewFinding } from '../../action/domain/review-finding.ts';
import { ReviewRun } from '../../action/domain/review-run.ts';
import { isTerminal } from '../../action/domain/run-state.ts';
import { RuntimeEvent } from '../../action/domain/runtime-event.ts';
import type { MutationCtx } from './_generated/server.js';
import { jobMutation, proposeMutation } from './builders.ts';
import { project } from './projection.ts';
import { refusal } from './refusal.ts';
import { alreadyWritten, type RunRow, write } from './rows.ts';
import { runtimeTotal } from './runtimeEvents.ts';

/** What a run leaves behind. Each record is written once; the same one again is no change. */

/** How many changed paths of a candidate the ledger holds; the trust report has all of them. */
export const mostChanges = 500;

export const appendRuntimeEvents = proposeMutation({
  args: { events: z.array(RuntimeEvent).max(200) },
  handler: async (ctx, { events }): Promise<null> => {
    const runId = ctx.runRow.record.id;
    const known = await knownKeys(ctx, runId, events);
    let position = await runtimeTotal(ctx, runId);
    for (const event of events) {
      requireSameRun(event.workflowRunId, runId);
      if (known.has(event.idempotencyKey)) continue;
      known.add(event.idempotencyKey);
      await write(ctx, 'runtimeEvents', { record: event, position });
      position += 1;
    }
    return null;
  },
});

export const recordEvidence = jobMutation({
  args: { artifacts: z.array(EvidenceArtifact).max(500) },
  handler: async (ctx, { artifacts }): Promise<null> => {
    for (const artifact of artifacts) {
      requireSameRun(artifact.workflowRunId, ctx.runRow.record.id);
      requireOwnKey(artifact);
      const existing = await ctx.db
        .query('evidenceArtifacts')
        .withIndex('by_artifact', (q) =>
          q.eq('record.workflowRunId', artifact.workflowRunId).eq('record.id', artifact.id),
        )
        .unique();
      if (alreadyWritten(existing?.record, artifact, `artifact ${artifact.id}`)) continue;
      if (!ctx.job.sides.includes('publish')) requireGoingOn(ctx.runRow);
      await write(ctx, 'evidenceArtifacts', { record: artifact });
    }
    return null;
  },
});

export const createCandidate = proposeMutation({
  args: {
    /** With at most `mostChanges` of its changes. */
    candidate: CandidatePatchSet,
    changesTotal: z.int().nonnegative(),
    changesSha256: Sha256,
  },
  handler: async (ctx, { candidate, changesTotal, changesSha256 }): Promise<null> => {
    requireSameRun(candidate.workflowRunId, ctx.runRow.record.id);
    if (candidate.changes.length !== Math.min(changesTotal, mostChanges))
      throw refusal('invalid-answer', `${candidate.changes.length} of ${changesTotal} changes`);
    if (changesTotal <= mostChanges && digestOf(candidate.changes) !== changesSha256)
      throw refusal('invalid-answer', 'the digest is not that of the changes');
    const existing = await ctx.db
      .query('candidatePatchSets')
      .withIndex('by_run', (q) => q.eq('record.workflowRunId', candidate.workflowRunId))
      .unique();
    if (alreadyWritten(existing?.record, candidate, 'the candidate of this run')) return null;
    requireGoingOn(ctx.runRow);
    await write(ctx, 'candidatePatchSets', { record: candidate, changesTotal, changesSha256 });
    await project(ctx, candidate.workflowRunId);
    return null;
  },
});

export const createReview = proposeMutation({
  args: { review: ReviewRun, findings: z.array(ReviewFinding).max(500) },
  handler: async (ctx, { review, findings }): Promise<null> => {
    requireSameRun(review.workflowRunId, ctx.runRow.record.id);
    const existing = await ctx.db
      .query('reviewRuns')
      .withIndex('by_review', (q) =>
        q.eq('record.workflowRunId', review.workflowRunId).eq('record.id', review.id),
      )
      .unique();
    if (!alreadyWritten(existing?.record, review, `review ${review.id}`)) {
      requireGoingOn(ctx.runRow);
      await write(ctx, 'reviewRuns', { record: review });
    }
    for (const finding of findings) {
      requireSameRun(finding.workflowRunId, ctx.runRow.record.id);
      await writeFinding(ctx, finding, ctx.runRow);
    }
    return null;
  },
});

export const recordVerdict = proposeMutation({
  args: { verdict: PolicyVerdict },
  handler: async (ctx, { verdict }): Promise<null> => {
    const runId = ctx.runRow.record.id;
    const existing = await ctx.db
      .query('policyVerdicts')
      .withIndex('by_run', (q) => q.eq('runId', runId))
      .unique();
    if (alreadyWritten(existing?.record, verdict, 'the verdict on this run')) return null;
    requireGoingOn(ctx.runRow);
    await write(ctx, 'policyVerdicts', { runId, record: verdict });
    await project(ctx, runId);
    return null;
  },
});

/**
 * Which of these events are there already. Lines arrive in order, so one range of lines that
 * is nearly always empty answers for a whole batch; a look-up for each would be 200 reads.
 */
async function knownKeys(
  ctx: MutationCtx,
  runId: string,
  events: readonly RuntimeEvent[],
): Promise<Set<string>> {
  const lines = events.flatMap((event) => event.sourceLine ?? []);
  const inRange = await ctx.db
    .query('runtimeEvents')
    .withIndex('by_line', (q) =>
      q
        .eq('record.workflowRunId', runId)
        .gte('record.sourceLine', Math.min(...lines))
        .lte('record.sourceLine', Math.max(...lines)),
    )
    .take(mostInRange);
  const known = new Set(inRange.map((row) => row.record.idempotencyKey));
  const unsure = events.filter(
    (event) => event.sourceLine === undefined || inRange.length === mostInRange,
  );
  for (const { idempotencyKey } of unsure) {
    const row = await ctx.db
      .query('runtimeEvents')
      .withIndex('by_key', (q) =>
        q.eq('record.workflowRunId', runId).eq('record.idempotencyKey', idempotencyKey),
      )
      .unique();
    if (row) known.add(idempotencyKey);
  }
  return known;
}

/** A range of lines with more events than this is not the retry of one batch. */
const mostInRange = 500;

async function writeFinding(ctx: MutationCtx, finding: ReviewFinding, row: RunRow): Promise<void> {
  const existing = await ctx.db
    .query('reviewFindings')
    .withIndex('by_finding', (q) =>
      q.eq('record.workflowRunId', finding.workflowRunId).eq('record.id', finding.id),
    )
    .unique();
  if (alreadyWritten(existing?.record, finding, `finding ${finding.id}`)) return;
  requireGoingOn(row);
  await write(ctx, 'reviewFindings', { record: finding });
}

/**
 * What ended, or is being published, takes nothing more: people read there what was decided on. The
 * same record again is let through by whoever calls this.
 */
function requireGoingOn({ record: { id, state } }: RunRow): void {
  if (state === 'publishing' || isTerminal(state))
    throw refusal('conflict', `run ${id} is "${state}" and takes no further records`);
}

/** Whoever deletes a run's payloads deletes what stands here: never those of another run. */
function requireOwnKey({ storageKey, workflowRunId, sha256 }: EvidenceArtifact): void {
  const own = ['workflows', 'evidence'].map((folder) => `${folder}/${workflowRunId}/${sha256}`);
  if (!own.includes(storageKey))
    throw refusal('invalid-answer', `the storage key of ${sha256} is not that of its run`);
}

function requireSameRun(named: string, runId: string): void {
  if (named !== runId)
    throw refusal('invalid-answer', `a record of ${named} was sent for ${runId}`);
}
