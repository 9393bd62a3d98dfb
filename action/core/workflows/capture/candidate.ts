import type { CandidatePatchSet, CandidateSubject } from '../../../domain/candidate-patch-set.ts';
import type { Parts, StageOutcome } from '../../attempt.ts';
import type { Context } from '../../context.ts';
import type { DerivedPatch } from '../../services/source-control-service.ts';

type Outcome = StageOutcome<Pick<Parts, 'candidate'>>;

/** What was derived becomes the candidate, and its patch the first piece of evidence. */
export function candidateFrom(
  known: Pick<Parts, 'request' | 'base'>,
  subject: CandidateSubject,
  derived: DerivedPatch,
  context: Pick<Context, 'now' | 'randomHex'>,
): Outcome {
  return {
    add: { candidate: { set: recordOf(known, subject, derived, context), patch: derived.patch } },
    evidence: [
      {
        kind: 'diff',
        producer: 'capture',
        contentType: 'text/x-patch',
        content: derived.patch,
        truncated: false,
      },
    ],
    detail: summaryOf(derived),
  };
}

export function captureRefused(reason: string): Outcome {
  return { stop: { state: 'failed', category: 'capture-refused', reason } };
}

function recordOf(
  { request, base }: Pick<Parts, 'request' | 'base'>,
  subject: CandidateSubject,
  derived: DerivedPatch,
  { now, randomHex }: Pick<Context, 'now' | 'randomHex'>,
): CandidatePatchSet {
  return {
    id: `candidate-${randomHex(8)}`,
    createdAt: now(),
    workflowRunId: request.run.id,
    subject,
    status: derived.changes.length === 0 ? 'empty' : 'captured',
    baseSha: base.trusted.base.commit,
    baseTree: base.trusted.base.tree,
    resultTree: derived.resultTree,
    patchSha256: derived.patchSha256,
    changes: [...derived.changes],
    stats: derived.stats,
  };
}

function summaryOf({ stats }: DerivedPatch): string {
  const { filesChanged, additions, deletions } = stats;
  if (filesChanged === 0) return 'nothing changed';
  return `${filesChanged} ${filesChanged === 1 ? 'file' : 'files'}, +${additions} -${deletions}`;
}
