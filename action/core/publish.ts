import { type ApprovalSubject, subjectDigest } from '../domain/approval-subject.ts';
import { Failure } from '../domain/failure.ts';
import type { RunId } from '../domain/ids.ts';
import type { RunState } from '../domain/run-state.ts';
import type { TrustReport } from '../domain/trust-report.ts';
import { type Bundle, closeBundle } from './bundle.ts';
import type { Context } from './context.ts';
import { createJournal } from './journal.ts';
import { tellOutcome } from './publish-ending.ts';
import { judge, orRefused } from './publish-judging.ts';
import type {
  Publishing,
  PublishOutcome,
  PublishSettings,
  TakenDecision,
} from './publish-outcome.ts';
import { type Standing, signatureUnder, standingOfSignature } from './publish-signature.ts';
import { timed } from './publish-timing.ts';
import { readApproval } from './read-approval.ts';
import type { PublishServices } from './services/publish-services.ts';
import { aboutRun } from './services/telemetry-service.ts';
import type { SignedDecision } from './workflows/decide/require-signature.ts';
import { requireDefaultBranch } from './workflows/publish/standing.ts';
import { commitMessage, pullRequestBody, pullRequestTitle } from './workflows/publish/texts.ts';
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
  const publishing = await clock.stage('read', () =>
    openPublishing(runId, services, settings, context),
  );
  const { approved, journal } = publishing;
  const { halted, signed } = await standingOf(publishing);
  const taken = halted
    ? undefined
    : await clock.stage('consume', () => takeDecision(publishing, signed));
  const outcome = halted ?? (await clock.stage('publish', () => carryOut(publishing, taken)));
  const { report, texts } = await clock.stage('tell', () =>
    tellOutcome({ ...publishing, taken, outcome }),
  );
  const bundle = await closeBundle(
    {
      runId,
      items: approved.items,
      contents: approved.contents,
      report,
      subject: approved.subject,
      decision: taken?.decision,
      signed: taken?.signed,
      texts,
    },
    journal,
  );
  return { runId, state: report.run.state, report, bundle, timings: clock.timings() };
}

/** What a publish starts from; throws where this job has no business publishing at all. */
export async function openPublishing(
  runId: RunId,
  services: PublishServices,
  settings: PublishSettings,
  context: Context,
): Promise<Publishing> {
  const connection = await services.repositories.verifyRepositoryAccess(settings.repository);
  requireDefaultBranch(settings.job, connection.defaultBranch);
  const timeline = await services.storage.readWorkflowTimeline(runId);
  const journal = createJournal(timeline.run, services.storage, context, timeline.events);
  const approved = await readApproval(runId, timeline, services.artifacts);
  const telemetry = aboutRun(services.telemetry, timeline.run);
  const known = { timeline, approved, connection, settings, context, journal };
  return { ...known, services: { ...services, telemetry } };
}

async function standingOf(publishing: Publishing): Promise<Standing> {
  const halted = await haltedBySwitch(publishing);
  return halted ? { halted } : await standingOfSignature(publishing);
}

/** A thrown switch voids what waits for a decision, and stops what has one already. */
async function haltedBySwitch({
  timeline: { run },
  services,
}: Publishing): Promise<PublishOutcome | undefined> {
  // Ended in the ledger: its check still has to say so, whether the switch is thrown or was lifted.
  if (run.state === 'expired') return { kind: 'expired' };
  if (run.state === 'cancelled')
    return { kind: 'cancelled', because: run.stateReason ?? 'The question to decide is void.' };
  const thrown = await services.killSwitch.thrownBy();
  if (thrown === undefined) return undefined;
  const because = `PatchPlane was stopped by ${thrown}: nothing was published, and the question to decide is void.`;
  if (run.state === 'awaiting-decision') return { kind: 'cancelled', because };
  if (run.state === 'publishing') return { kind: 'failed', because };
  throw new Failure({
    code: 'conflict',
    tell: `PatchPlane was stopped by ${thrown}; run ${run.id} is "${run.state}" and stays as it is.`,
  });
}

/**
 * Takes the decision and anchors it: every commit that follows names this head of the chain.
 * Undefined where the ledger found that the time was over; any other refusal is thrown. `early`: the
 * signature under what was decided when the timeline was read.
 */
async function takeDecision(
  publishing: Publishing,
  early: SignedDecision | undefined,
): Promise<TakenDecision | undefined> {
  const {
    approved,
    timeline,
    services: { storage, telemetry },
    journal,
  } = publishing;
  const consumed = await telemetry.span('patchplane.decision.record', () =>
    consumeInTime(approved.subject, storage),
  );
  if (!consumed) return undefined;
  const { decision, first } = consumed;
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
  // What was decided since the timeline was read has to be signed as well.
  const signed = timeline.decision ? early : await signatureUnder(publishing, decision);
  return { decision, first, head: hash, signed };
}

async function consumeInTime(
  subject: ApprovalSubject,
  storage: PublishServices['storage'],
): Promise<Pick<TakenDecision, 'decision' | 'first'> | undefined> {
  try {
    return await storage.consumeDecision(subject.runId, subjectDigest(subject));
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
  const { timeline, journal, services } = publishing;
  if (!taken) return { kind: 'expired' };
  if (taken.decision.answer !== 'approved') return { kind: 'rejected' };
  const { state, stateReason } = timeline.run;
  // An earlier job came to this end; it is told again, not tried again.
  if (state === 'failed') return { kind: 'failed', because: stateReason ?? 'It failed before.' };
  if (state !== 'published') {
    // Only one of two jobs at once can extend the chain here; the other ends before it writes.
    await journal.record({ type: 'publication.github', operation: 'publish', status: 'started' });
  }
  const judged = await orRefused(() =>
    services.telemetry.span('patchplane.publication.github', () =>
      carryOutApproved({ ...publishing, ...taken }),
    ),
  );
  return judged.kind === 'good' ? judged.result : { kind: 'failed', because: judged.because };
}

async function carryOutApproved(publishing: Publishing & TakenDecision) {
  const { approved, decision, head, services, settings, timeline } = publishing;
  const { subject, report } = approved;
  return await judge<PublishOutcome>(publishing, async (trusted, derived, config) => {
    // Recomputing takes its time; whoever threw the switch meanwhile expects that nothing follows.
    if (timeline.run.state !== 'published') await requireNotStopped(services);
    const { pullRequest } = report.candidate;
    // The work is on GitHub already; what it lacked is the word about exactly this head.
    if (pullRequest) return { kind: 'confirmed', pullRequest };
    const body = pullRequestBody(report, subject, decision, head);
    const written = await writeToRepository(
      {
        repository: settings.repository,
        subject,
        trusted,
        derived,
        message: commitMessage(report, subject, decision, head),
        title: pullRequestTitle(report),
        body,
        publication: config.publication,
        date: new Date(decision.decidedAt).toISOString(),
        beforeBranch: () => requireNotStopped(services),
      },
      services.repositories,
    );
    return { kind: 'published', written, body };
  });
}

/** [E13] Throws where the switch is thrown by now. */
async function requireNotStopped({ killSwitch }: PublishServices): Promise<void> {
  const thrown = await killSwitch.thrownBy();
  if (thrown !== undefined)
    throw new Failure({
      code: 'cancelled',
      tell: `PatchPlane was stopped by ${thrown}: nothing was published.`,
    });
}
