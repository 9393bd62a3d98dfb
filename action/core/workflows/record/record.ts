import { type ApprovalSubject, subjectDigest } from '../../../domain/approval-subject.ts';
import { Failure } from '../../../domain/failure.ts';
import type { RunState } from '../../../domain/run-state.ts';
import type { Attempt, Parts, Stop } from '../../attempt.ts';
import type { Context } from '../../context.ts';
import type { Journal } from '../../journal.ts';
import type { ProposeStorage } from '../../services/storage-service.ts';

interface SealedEvidence {
  readonly sealedSha256: string;
  readonly artifacts: Parameters<ProposeStorage['recordEvidenceArtifacts']>[1];
}

/** Writes metadata of what was found into the ledger; bytes stay in the artifact store. */
export async function recordFindings(
  { parts }: Attempt<keyof Parts> | Attempt<never>,
  sealed: SealedEvidence,
  storage: ProposeStorage,
  journal: Journal,
): Promise<void> {
  const { request, candidate, review, verdict }: Partial<Parts> = parts;
  if (!request) throw new TypeError('nothing to record without a request');
  const runId = request.run.id;
  await storage.recordEvidenceArtifacts(runId, sealed.artifacts);
  if (candidate) await storage.createCandidatePatchSet(candidate.set);
  for (const { run, findings } of review ? [review, ...(review.asked ?? [])] : [])
    await storage.createReviewRun(run, findings);
  if (verdict) await storage.recordPolicyVerdict(runId, verdict);
  await journal.record(
    {
      type: 'artifact.put',
      operation: 'store evidence',
      status: 'succeeded',
      artifactRefs: sealed.artifacts.map((artifact) => artifact.sha256),
    },
    {
      type: 'evidence.sealed',
      operation: 'seal evidence',
      status: 'succeeded',
      artifactRefs: [sealed.sealedSha256],
    },
  );
}

/** Puts together exactly what a person is asked to approve, as of now. */
export function subjectOf(
  {
    request,
    access,
    base,
    candidate,
    verdict,
  }: Pick<Parts, 'request' | 'access' | 'base' | 'candidate' | 'verdict'>,
  sealedSha256: string,
  provenanceHead: string,
  context: Pick<Context, 'now' | 'randomHex'>,
): ApprovalSubject {
  return {
    schemaVersion: 1,
    runId: request.run.id,
    repositoryId: access.repository.id,
    targetRef: request.targetRef,
    baseCommit: base.trusted.base.commit,
    baseTree: base.trusted.base.tree,
    patchSha256: candidate.set.patchSha256,
    resultTree: candidate.set.resultTree,
    planDigest: base.plan.digest,
    policyDigest: verdict.digest,
    policyOutcome: verdict.outcome,
    evidenceManifestSha256: sealedSha256,
    provenanceHead,
    nonce: context.randomHex(16),
    expiresAt: context.now() + base.policy.approvals.expiresAfterSeconds * 1_000,
  };
}

/** Asks for a decision, or writes down why there is none to make; answers with how it ended. */
export async function conclude(
  runId: string,
  ending: { readonly subject: ApprovalSubject } | { readonly stop: Stop },
  storage: ProposeStorage,
  journal: Journal,
): Promise<{ readonly state: RunState; readonly stop?: Stop }> {
  const stop = 'stop' in ending ? ending.stop : await askIn(runId, ending.subject, storage);
  if (stop) {
    const { state, reason, category } = stop;
    await storage.transition(runId, state, { reason });
    await journal.record({
      type: `run.${state}`,
      operation: 'end run',
      status: state === 'blocked' || state === 'refused' ? 'blocked' : 'failed',
      summary: reason,
      errorCategory: category,
    });
    return { state, stop };
  }
  await journal.record({
    type: 'decision.requested',
    operation: 'ask for a decision',
    status: 'succeeded',
    artifactRefs: 'subject' in ending ? [subjectDigest(ending.subject)] : [],
  });
  return { state: 'awaiting-decision' };
}

/** Undefined where it was asked. A switch that was thrown at the last moment ends the run. */
async function askIn(
  runId: string,
  subject: ApprovalSubject,
  storage: ProposeStorage,
): Promise<Stop | undefined> {
  try {
    await storage.requestDecision(runId, subject);
    return undefined;
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'cancelled') throw error;
    return { state: 'cancelled', category: 'cancelled', reason: error.tell };
  }
}
