import { subjectDigest } from '../domain/approval-subject.ts';
import { Failure } from '../domain/failure.ts';
import type { RunId } from '../domain/ids.ts';
import type { RunState } from '../domain/run-state.ts';
import { TrustReport } from '../domain/trust-report.ts';
import type { Journal } from './journal.ts';
import type { Publishing, PublishOutcome, TakenDecision } from './publish-outcome.ts';
import { nobodyDecided, nothingPublished } from './report/build-report.ts';
import { redactReport } from './report/redact-report.ts';
import type { PublishServices } from './services/publish-services.ts';
import { type NoteBooks, note } from './workflows/feedback/note.ts';
import { tell } from './workflows/feedback/tell.ts';

export interface Told {
  readonly report: TrustReport;
  readonly texts: ReadonlyMap<string, string>;
}

/** How it went, and on whose word; nobody's where the time to decide was over. */
interface Settling extends Publishing {
  readonly outcome: PublishOutcome;
  readonly taken: TakenDecision | undefined;
}

/** Writes the outcome into the ledger, then says the same on GitHub. */
export async function tellOutcome(publishing: Settling): Promise<Told> {
  const { timeline, approved, taken, outcome, services, settings } = publishing;
  const { state, reason } = await settle(publishing);
  const report = redactReport(
    finalReport(approved.report, publishing, state, reason),
    publishing.context.secrets,
  );
  const books = {
    storage: services.storage,
    journal: publishing.journal,
    context: publishing.context,
    noted: new Set(timeline.publications.map(({ idempotencyKey }) => idempotencyKey)),
  };
  await notePublication(publishing, report, books);
  const issueNumber = placeOf(approved.report);
  const texts = await tell(
    report,
    {
      repository: settings.repository,
      issueNumber,
      headShas: headsOf(publishing),
      detailsUrl: settings.runUrl(report.run.id),
      githubRunId: timeline.run.githubRunId,
    },
    { ...books, feedback: services.repositories },
  );
  await label(publishing, state);
  const body = outcome.kind === 'published' ? [['pull-request', outcome.body] as const] : [];
  if (taken) countAnswer(taken, report.run.id, services);
  return { report, texts: new Map([...texts, ...body]) };
}

/** The approval app counts what its people answer, as they do; every other answer is known here first. */
function countAnswer(
  { decision, first }: TakenDecision,
  runId: RunId,
  { analytics }: PublishServices,
): void {
  if (!first || decision.actorId.startsWith('workos:')) return;
  const answered = decision.answer === 'approved' ? 'patch_approved' : 'patch_rejected';
  analytics.track(answered, { runId });
}

async function notePublication(
  { outcome }: Settling,
  report: TrustReport,
  books: NoteBooks,
): Promise<void> {
  if (outcome.kind !== 'published') return;
  const { branch, commit, pullRequest } = outcome.written;
  await note(books, report, { kind: 'commit', externalId: commit, targetSha: commit });
  await note(books, report, { kind: 'branch', externalId: branch, targetSha: commit });
  await note(books, report, { kind: 'draft-pull-request', ...pullRequest });
}

function placeOf({ request, candidate }: TrustReport): number | undefined {
  return request.issueNumber ?? candidate.pullRequest?.number;
}

/** A pull request's check stands on its frozen head, an issue's on the base and on what came of it. */
function headsOf({ approved, outcome, settings }: Settling): string[] {
  const { pullRequest } = approved.report.candidate;
  if (pullRequest) return [pullRequest.headSha];
  const base = settings.checkOnBase ? [approved.subject.baseCommit] : [];
  return outcome.kind === 'published' ? [...base, outcome.written.commit] : base;
}

/** For people's lists; a label that can not be written changes nothing about the run. */
async function label({ approved, services, settings }: Settling, state: RunState): Promise<void> {
  const { request } = approved.report;
  if (request.issueNumber === null || approved.report.candidate.pullRequest) return;
  const shown = state === 'published' || state === 'rejected' ? state : 'failed';
  try {
    await services.repositories.setRunLabel(settings.repository, request.issueNumber, shown);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    services.telemetry.progress({ kind: 'note', text: error.tell });
  }
}

/** The chain first: a job that lost its place in it must not move the run any more. */
async function settle({
  timeline,
  outcome,
  services,
  journal,
}: Settling): Promise<{ state: RunState; reason: string | undefined }> {
  const { id, state } = timeline.run;
  // Taking the decision moved the run, here and for an expired one; there is nothing to complete.
  if (outcome.kind === 'rejected') return { state: 'rejected', reason: undefined };
  if (outcome.kind === 'expired') {
    await recordEnd(journal, 'expired', tooLate);
    return { state: 'expired', reason: tooLate };
  }
  if (outcome.kind === 'cancelled') {
    await recordEnd(journal, 'cancelled', outcome.because);
    await services.storage.completePublication(id, 'cancelled', outcome.because);
    return { state: 'cancelled', reason: outcome.because };
  }
  const reason = outcome.kind === 'failed' ? outcome.because : undefined;
  const to = outcome.kind === 'failed' ? 'failed' : 'published';
  if (state !== to) {
    await journal.record({
      type: 'publication.github',
      operation: 'publish',
      status: reason === undefined ? 'succeeded' : 'failed',
      pluginName: 'github',
      ...(reason === undefined ? {} : { summary: reason, errorCategory: 'publication' }),
    });
    await services.storage.completePublication(id, to, reason);
    if (to === 'published') await countPublication(outcome, id, services);
  }
  return { state: to, reason };
}

/** Where the run became published, so once for each: a job that comes back finds it published. */
async function countPublication(
  outcome: PublishOutcome,
  runId: RunId,
  services: PublishServices,
): Promise<void> {
  if (outcome.kind === 'published') services.analytics.track('publication_created', { runId });
  if (await isFirst(services, runId))
    services.analytics.track('first_workflow_completed', { runId });
}

/** For product analytics only: a ledger that does not say is no reason to fail. */
async function isFirst({ storage }: PublishServices, runId: RunId): Promise<boolean> {
  return await storage.isFirstPublished(runId).catch(() => false);
}

const tooLate =
  'The time to approve and publish is over. Remove the label and put it on again for a new run.';

async function recordEnd(
  journal: Journal,
  state: 'expired' | 'cancelled',
  summary: string,
): Promise<void> {
  if (journal.events().some(({ type }) => type === `run.${state}`)) return;
  await journal.record({
    type: `run.${state}`,
    operation: 'end run',
    status: 'failed',
    summary,
    errorCategory: state,
  });
}

/** The report as it was approved, with what happened since. */
function finalReport(
  asked: TrustReport,
  { approved, taken, outcome }: Settling,
  state: RunState,
  reason: string | undefined,
): TrustReport {
  return TrustReport.parse({
    ...asked,
    run: { ...asked.run, state, reason: reason ?? null },
    evidence: approved.items,
    subject: approved.subject,
    subjectSha256: subjectDigest(approved.subject),
    decision: taken ? decisionOf(taken.decision) : nobodyDecided,
    publication: publicationOf(outcome),
  });
}

function decisionOf(decision: TakenDecision['decision']): TrustReport['decision'] {
  return {
    status: decision.answer,
    actorId: decision.actorId,
    comment: decision.comment || null,
    overrideReason: decision.overrideReason ?? null,
    decidedAt: decision.decidedAt,
  };
}

function publicationOf(outcome: PublishOutcome): TrustReport['publication'] {
  if (outcome.kind === 'published') {
    const { branch, commit, pullRequest } = outcome.written;
    return {
      status: 'published',
      branch,
      commit,
      pullRequest: pullRequest.number,
      url: pullRequest.url,
      error: null,
    };
  }
  if (outcome.kind === 'confirmed')
    return { ...nothingPublished, status: 'published', pullRequest: outcome.pullRequest.number };
  return outcome.kind === 'failed'
    ? { ...nothingPublished, status: 'failed', error: outcome.because }
    : nothingPublished;
}
