import { z } from 'zod';
import { ActorId, RecordId, RunId, Sha256, Timestamp } from './ids.ts';
import { WorkspaceRole } from './permission.ts';
import type { PolicyOutcome } from './policy-bundle.ts';

/** What a person may answer. */
export const DecisionAnswer = z.enum(['approved', 'rejected', 'changes-requested']);
export type DecisionAnswer = z.infer<typeof DecisionAnswer>;

/** `refused`: somebody tried to decide and was not allowed to. */
export const DecisionStatus = z.enum(['none', ...DecisionAnswer.options, 'refused']);
export type DecisionStatus = z.infer<typeof DecisionStatus>;

/** Who stands behind a decision that took more than one person, or an exception. */
const Approver = z.strictObject({
  actorId: ActorId,
  role: WorkspaceRole,
  decidedAt: Timestamp,
});

export const MergeDecision = z.strictObject({
  id: RecordId,
  workflowRunId: RunId,
  /** The digest of the approval subject: the decision is about these bytes and nothing else. */
  subjectSha256: Sha256,
  answer: DecisionAnswer,
  /** Whose answer made the decision complete. */
  actorId: ActorId,
  comment: z.string().max(4_000),
  /** Present where a person approved against the policy's advice; visible for ever. */
  overrideReason: z.string().min(1).max(4_000).optional(),
  /** All whose approval this is, in the order of their answers. */
  approvers: z.array(Approver).max(50).optional(),
  /** A requester approved their own request; visible for ever. */
  solo: z.literal(true).optional(),
  decidedAt: Timestamp,
  /** When the publish job took it; a decision is used once. */
  consumedAt: Timestamp.optional(),
});
export type MergeDecision = z.infer<typeof MergeDecision>;

export type Ruling =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly because: string };

/**
 * Whether policy lets a person give this answer: `approve` and `manual-review` ask for one,
 * `changes-requested` can be overridden with a reason, `block` and unknown never pass.
 */
export function mayAnswer(
  answer: DecisionAnswer,
  outcome: PolicyOutcome,
  overrideReason?: string,
): Ruling {
  if (answer !== 'approved') return { allowed: true };
  if (outcome === 'approve' || outcome === 'manual-review') return { allowed: true };
  if (outcome === 'changes-requested') {
    return overrideReason?.trim()
      ? { allowed: true }
      : {
          allowed: false,
          because: 'policy asks for changes; approving anyway needs an override reason',
        };
  }
  return { allowed: false, because: `policy outcome "${outcome}" can not be approved` };
}
