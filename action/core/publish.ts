import { type ApprovalSubject, subjectDigest } from '../domain/approval-subject.ts';
import { Failure } from '../domain/failure.ts';
import type { RunId } from '../domain/ids.ts';
import type { MergeDecision } from '../domain/merge-decision.ts';
import type { RunState } from '../domain/run-state.ts';
import { trustOf } from '../domain/trust.ts';
import type { TrustReport } from '../domain/trust-report.ts';
import { type Bundle, closeBundle } from './bundle.ts';
import type { Context } from './context.ts';
import { createJournal } from './journal.ts';
import { tellOutcome } from './publish-ending.ts';
import type {
  Publishing,
  PublishOutcome,
  PublishSettings,
  TakenDecision,
} from './publish-outcome.ts';
import { timed } from './publish-timing.ts';
import type { PublishServices } from './services/publish-services.ts';
import { readApproval } from './workflows/decide/read-approval.ts';
import { detectPlan } from './workflows/provision/detect-plan.ts';
import { recompute } from './workflows/publish/recompute.ts';
import {
  branchRef,
  commitMessage,
  pullRequestBody,
  pullRequestTitle,
} from './workflows/publish/texts.ts';
import { writeToRepository } from './workflows/publish/write.ts';

export interface Publication {
  readonly runId: RunId;
  readonly state: RunState;
  readonly report: TrustReport;
  readonly bundle: Bundle;
  readonly timings: Readonly<Record<string, number>>;
}

/**
 * From a person's decision to a draft pull request. The decision is read from the ledger,
 * never from whoever started this job; everything that it names is recomputed from bytes.
 */
export async function publish(
  runId: RunId,
  services: PublishServices,
  settings: PublishSettings,
  context: Context,
): Promise<Publication> {
  const clock = timed(services.telemetry, context);
  const timeline = await services.storage.readWorkflowTimeline(runId);
  const journal = createJournal(timeline.run, services.storage, context, timeline.events);
  const approved = await clock.stage('read', () =>
    readApproval(runId, timeline, services.artifacts),
  );
  const publishing = { timeline, approved, services, settings, context, journal };
  const taken = await clock.stage('consume', () => takeDecision(publishing));
  const outcome = await clock.stage('publish', () => carryOut(publishing, taken));
  const { report, texts } = await clock.stage('tell', () =>
    tellOutcome({ ...publishing, decision: taken?.decision, outcome }),
  );
  const bundle = await closeBundle(
    {
      runId,
      items: approved.items,
      contents: approved.contents,
      report,
      subject: approved.subject,
      decision: taken?.decision,
      texts,
    },
    journal,
  );
  return { runId, state: report.run.state, report, bundle, timings: clock.timings() };
}

/**
 * Takes the decision and anchors it: every commit that follows names this head of the chain.
 * Undefined where the ledger found that the time was over; any other refusal is thrown.
 */
async function takeDecision({
  approved,
  services: { storage, telemetry },
  journal,
}: Publishing): Promise<TakenDecision | undefined> {
  const decision = await telemetry.span('patchplane.decision.record', () =>
    consumeInTime(approved.subject, storage),
  );
  if (!decision) return undefined;
  const taken = journal.events().find(({ type }) => type === 'decision.record');
  const { hash } =
    taken ??
    (await journal.record({
      type: 'decision.record',
      operation: 'take decision',
      status: 'succeeded',
      summary: `${decision.answer} by ${decision.actorId}`,
      artifactRefs: [decision.subjectSha256],
    }));
  return { decision, head: hash };
}

async function consumeInTime(
  subject: ApprovalSubject,
  storage: PublishServices['storage'],
): Promise<MergeDecision | undefined> {
  try {
    return (await storage.consumeDecision(subject.runId, subjectDigest(subject))).decision;
  } catch (error) {
    const { run } = await storage.readWorkflowTimeline(subject.runId);
    if (run.state === 'expired') return undefined;
    throw error;
  }
}

async function carryOut(
  publishing: Publishing,
  taken: TakenDecision | undefined,
): Promise<PublishOutcome> {
  const { timeline, journal } = publishing;
  if (!taken) return { kind: 'expired' };
  if (taken.decision.answer !== 'approved') return { kind: 'rejected' };
  const { state, stateReason } = timeline.run;
  // An earlier job came to this end; it is told again, not tried again.
  if (state === 'failed') return { kind: 'failed', because: stateReason ?? 'It failed before.' };
  if (state !== 'published') {
    // Only one of two jobs at once can extend the chain here; the other ends before it writes.
    await journal.record({ type: 'publication.github', operation: 'publish', status: 'started' });
  }
  return publishApproved({ ...publishing, ...taken });
}

async function publishApproved(publishing: Publishing & TakenDecision): Promise<PublishOutcome> {
  try {
    return await publishing.services.telemetry.span('patchplane.publication.github', () =>
      recomputeAndWrite(publishing),
    );
  } catch (error) {
    if (error instanceof Failure && !error.retryable)
      return { kind: 'failed', because: error.tell };
    throw error;
  }
}

async function recomputeAndWrite(publishing: Publishing & TakenDecision): Promise<PublishOutcome> {
  const { timeline, approved, decision, head, services, settings, context } = publishing;
  const connection = await services.repositories.verifyRepositoryAccess(settings.repository);
  const { subject: stored } = approved;
  const trusted = await services.git.open(settings.repository, {
    commit: stored.baseCommit,
    tree: stored.baseTree,
    ref: stored.targetRef,
  });
  try {
    const recomputed = await recompute({
      stored,
      items: approved.items,
      patch: approved.patch,
      policyResult: approved.policyResult,
      repositoryId: connection.id,
      targetRef: timeline.run.targetRef,
      trusted,
      plan: await detectPlan(trusted),
      policy: services.policy,
    });
    if (recomputed.kind === 'refused') return { kind: 'failed', because: recomputed.because };
    const { subject, derived } = recomputed;
    // Consumed by this very job a moment ago; for the rule it is still the unused decision. What
    // is published already was judged when it was published.
    const { consumedAt, ...unconsumed } = decision;
    const now = timeline.run.state === 'published' ? (consumedAt ?? 0) : context.now();
    const trust = trustOf({ subject, sealed: true, decision: unconsumed, now });
    if (trust.state === 'untrusted') {
      return { kind: 'failed', because: `Nothing was published: ${trust.because}.` };
    }
    const body = pullRequestBody(approved.report, subject, decision, head);
    const written = await writeToRepository(
      {
        repository: settings.repository,
        subject,
        trusted,
        derived,
        ref: branchRef(subject),
        message: commitMessage(approved.report, subject, decision, head),
        title: pullRequestTitle(approved.report),
        body,
        date: new Date(decision.decidedAt).toISOString(),
      },
      services.repositories,
    );
    return { kind: 'published', written, body };
  } finally {
    await trusted.close();
  }
}
