import type { ApprovalSubject } from '../../domain/approval-subject.ts';
import type { GitObjectId, RunId } from '../../domain/ids.ts';
import type { DecisionAnswer } from '../../domain/merge-decision.ts';
import type { RepositoryRef } from './source-control-service.ts';

/** A person's answer as the forge vouches for it. */
export interface ForgeDecision {
  readonly answer: DecisionAnswer;
  readonly actorId: string;
  readonly comment: string;
  /** Why against the policy's advice, where the person said so. */
  readonly overrideReason?: string;
  /** Milliseconds. */
  readonly decidedAt: number;
  /** Everybody who approved so far and may, each once; at least whoever is named above. */
  readonly approvers: readonly string[];
}

export type ForgeAnswer =
  | { readonly kind: 'decided'; readonly decision: ForgeDecision }
  /** `tell` says what is missing and how to get it: nothing is published. */
  | { readonly kind: 'refused'; readonly tell: string };

/**
 * Who decided, where there is no approval app: the reviewers of a protected environment, or a
 * command in a comment. Contract: read live from the forge; who may not decide is refused with
 * the reason; an unprotected or missing environment is refused with how to protect it.
 */
export interface DecisionSource {
  readDecision(
    subject: ApprovalSubject,
    /**
     * `requesterIds`: whoever had a hand in the request, and so does not approve it. `required`:
     * how many people it takes to approve; one rejection ends it before that.
     */
    request: { readonly requesterIds: readonly string[]; readonly required: number },
  ): Promise<ForgeAnswer>;
}

/** How far a run got, as the forge remembers it: a job's own copy of the ledger may be older. */
export interface RunEnds {
  /** The conclusion of the run's check on this commit; undefined while it is open or not there. */
  readCheckEnd(
    repository: RepositoryRef,
    commit: GitObjectId,
    runId: RunId,
  ): Promise<string | undefined>;
}
