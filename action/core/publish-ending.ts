import { subjectDigest } from '../domain/approval-subject.ts';
import type { MergeDecision } from '../domain/merge-decision.ts';
import type { RunState } from '../domain/run-state.ts';
import { TrustReport } from '../domain/trust-report.ts';
import type { Publishing, PublishOutcome } from './publish-outcome.ts';
import { nothingPublished } from './report/build-report.ts';
import { tell } from './workflows/feedback/tell.ts';

export interface Told {
  readonly report: TrustReport;
  readonly texts: ReadonlyMap<string, string>;
}

/** Writes the outcome into the ledger, then says the same on GitHub. */
export async function tellOutcome(
  publishing: Publishing & { readonly outcome: PublishOutcome },
): Promise<Told> {
  const { approved, decision, outcome, services, settings, context, journal } = publishing;
  const { state, reason } = await settle(publishing);
  const report = finalReport(approved.report, publishing, state, reason);
  if (outcome.kind === 'published') {
    const { branch, commit, pullRequest } = outcome.written;
    await journal.record(
      {
        type: 'publication.commit',
        operation: 'publish',
        status: 'succeeded',
        pluginName: 'github',
        summary: commit,
      },
      {
        type: 'publication.branch',
        operation: 'publish',
        status: 'succeeded',
        pluginName: 'github',
        summary: branch,
      },
      {
        type: 'publication.draft-pull-request',
        operation: 'publish',
        status: 'succeeded',
        pluginName: 'github',
        summary: pullRequest.url,
      },
    );
    services.analytics.track('publication_created', { runId: report.run.id });
  }
  const headShas = [approved.subject.baseCommit];
  if (outcome.kind === 'published') headShas.push(outcome.written.commit);
  const texts = await tell(
    report,
    {
      repository: settings.repository,
      issueNumber: approved.report.request.issueNumber ?? undefined,
      headShas,
      detailsUrl: settings.runUrl(report.run.id),
    },
    { feedback: services.repositories, storage: services.storage, journal, context },
  );
  const body = outcome.kind === 'published' ? [['pull-request', outcome.body] as const] : [];
  services.analytics.track(decision.answer === 'approved' ? 'patch_approved' : 'patch_rejected', {
    runId: report.run.id,
  });
  return { report, texts: new Map([...texts, ...body]) };
}

async function settle({
  outcome,
  services,
  approved,
}: Publishing & { readonly outcome: PublishOutcome }): Promise<{
  state: RunState;
  reason: string | undefined;
}> {
  const { runId } = approved.subject;
  switch (outcome.kind) {
    case 'rejected':
      // Taking the decision moved the run; there is nothing to complete.
      return { state: 'rejected', reason: undefined };
    case 'published':
      await services.storage.completePublication(runId, 'published');
      return { state: 'published', reason: undefined };
    case 'failed':
      await services.storage.completePublication(runId, 'failed', outcome.because);
      return { state: 'failed', reason: outcome.because };
  }
}

/** The report as it was approved, with what happened since. */
function finalReport(
  asked: TrustReport,
  { approved, decision, outcome }: Publishing & { readonly outcome: PublishOutcome },
  state: RunState,
  reason: string | undefined,
): TrustReport {
  return TrustReport.parse({
    ...asked,
    run: { ...asked.run, state, reason: reason ?? null },
    evidence: approved.items,
    subject: approved.subject,
    subjectSha256: subjectDigest(approved.subject),
    decision: decisionOf(decision),
    publication: publicationOf(outcome),
  });
}

function decisionOf(decision: MergeDecision): TrustReport['decision'] {
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
  return outcome.kind === 'failed'
    ? { ...nothingPublished, status: 'failed', error: outcome.because }
    : nothingPublished;
}
