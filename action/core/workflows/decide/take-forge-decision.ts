import { subjectDigest } from '../../../domain/approval-subject.ts';
import { mayAnswer } from '../../../domain/merge-decision.ts';
import { isTerminal } from '../../../domain/run-state.ts';
import type { TrustReport } from '../../../domain/trust-report.ts';
import type { DecisionSource, ForgeDecision, RunEnds } from '../../services/decision-source.ts';
import type { RunHistory } from '../../services/run-history.ts';
import type { RepositoryRef } from '../../services/source-control-service.ts';
import type { DecisionStorage, PublishStorage } from '../../services/storage-service.ts';

export interface ForgeDeciding {
  readonly source: DecisionSource;
  readonly ends: RunEnds;
  readonly history: Pick<RunHistory, 'listRuns'>;
  readonly storage: Pick<PublishStorage, 'readWorkflowTimeline'>;
  /** The ledger, as this person writes to it. */
  readonly decideAs: (person: { actorId: string; decidedAt: number }) => DecisionStorage;
}

export type ForgeTaken =
  | { readonly kind: 'taken' }
  /** `tell` is for whoever decided, or tried to. */
  | { readonly kind: 'refused'; readonly tell: string };

/**
 * Asks the forge who decided and writes that into the ledger. The job's ledger is a copy from
 * the time when the question was asked: whether the run has ended since, the forge knows.
 */
export async function takeForgeDecision(
  report: TrustReport,
  repository: RepositoryRef,
  deciding: ForgeDeciding,
): Promise<ForgeTaken> {
  const { source, storage } = deciding;
  const { subject, verdict } = await storage.readWorkflowTimeline(report.run.id);
  const { actorId, participants } = report.request;
  if (!subject) return refused('Nobody was asked to decide about this run.');
  if (!actorId) return refused('Nobody knows who asked for this run, so nobody may approve it.');
  const required = verdict?.approvals.required ?? 1;
  const answer = await source.readDecision(subject, {
    requesterIds: [...new Set([actorId, ...participants])],
    required,
  });
  if (answer.kind === 'refused') return answer;
  const { decision } = answer;
  const ended = await endOf(report, repository, subject.baseCommit, decision, deciding);
  if (ended !== undefined) return refused(ended);
  const ruling = mayAnswer(decision.answer, subject.policyOutcome, decision.overrideReason);
  if (!ruling.allowed)
    return refused(
      `It can not be approved like this: ${ruling.because}. In a comment write "override:" and why behind the digest; a review begins with "override:".`,
    );
  const missing = tooFew(decision, required);
  if (missing !== undefined) return refused(missing);
  return await record(subjectDigest(subject), report, decision, deciding);
}

/** A risky patch takes more than one person; the forge is asked for all of them. */
function tooFew({ answer, approvers }: ForgeDecision, required: number): string | undefined {
  if (answer !== 'approved' || approvers.length >= required) return undefined;
  return `This takes ${required} approvals, and ${approvers.length} is there. Another person with write access has to comment the same line; a review of an environment counts one person. How many it takes is in docs/policy.md (approvals).`;
}

/** Why a decision comes too late, from what the forge shows of the run. */
async function endOf(
  { run, request, candidate }: TrustReport,
  repository: RepositoryRef,
  baseCommit: string,
  { answer }: ForgeDecision,
  { ends, history }: ForgeDeciding,
): Promise<string | undefined> {
  const commit = candidate.pullRequest?.headSha ?? baseCommit;
  const conclusion = await ends.readCheckEnd(repository, commit, run.id);
  // A publish that is run again finds its own end; everything else was decided otherwise.
  const again = answer === 'approved';
  if (conclusion !== undefined && !(again && ['success', 'neutral'].includes(conclusion)))
    return `This run was decided already: its check ended with "${conclusion}".`;
  const place = request.issueNumber ?? candidate.pullRequest?.number;
  if (place === undefined) return undefined;
  const runs = await history.listRuns(repository, place);
  const state = runs.find(({ runId }) => runId === run.id)?.state;
  if (state === undefined || !isTerminal(state) || (again && state === 'published'))
    return undefined;
  return `This run was decided already: it is ${state}.`;
}

async function record(
  subjectSha256: string,
  { run }: TrustReport,
  { actorId, decidedAt, answer, comment, overrideReason }: ForgeDecision,
  { storage, decideAs }: ForgeDeciding,
): Promise<ForgeTaken> {
  try {
    await decideAs({ actorId, decidedAt }).createMergeDecision({
      workflowRunId: run.id,
      subjectSha256,
      answer,
      comment,
      ...(overrideReason === undefined ? {} : { overrideReason }),
    });
  } catch (error) {
    // Too late is an end like another: the publish says it where people look.
    const now = await storage.readWorkflowTimeline(run.id);
    if (now.run.state !== 'expired') throw error;
  }
  return { kind: 'taken' };
}

function refused(tell: string): ForgeTaken {
  return { kind: 'refused', tell };
}
