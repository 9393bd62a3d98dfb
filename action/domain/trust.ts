import { type ApprovalSubject, subjectDigest } from './approval-subject.ts';
import type { MergeDecision } from './merge-decision.ts';

/** All that trust may depend on. There is deliberately no field for agents, tests or reviews. */
export interface TrustEvidence {
  /** The subject as the asking side recomputed it just now, from the bytes themselves. */
  readonly subject: ApprovalSubject | undefined;
  /** Whether the evidence that the subject names is sealed and was read back whole. */
  readonly sealed: boolean;
  readonly decision: MergeDecision | undefined;
  readonly now: number;
}

export type Trust =
  | { readonly state: 'trusted' }
  | { readonly state: 'untrusted'; readonly because: string };

/**
 * The trust rule. A candidate is untrusted until its evidence is sealed and an approved,
 * unexpired, unconsumed decision names its approval subject. No other input can change that.
 */
export function trustOf({ subject, sealed, decision, now }: TrustEvidence): Trust {
  if (!subject) return untrusted('there is no approval subject');
  if (!sealed) return untrusted('its evidence is not sealed');
  if (!decision) return untrusted('nobody decided');
  if (decision.workflowRunId !== subject.runId)
    return untrusted('the decision is about another run');
  if (decision.subjectSha256 !== subjectDigest(subject))
    return untrusted('the decision names other bytes');
  if (decision.answer !== 'approved') return untrusted(`the decision is "${decision.answer}"`);
  if (decision.consumedAt !== undefined) return untrusted('the decision was used already');
  if (!(now < subject.expiresAt)) return untrusted('the approval has expired');
  return { state: 'trusted' };
}

function untrusted(because: string): Trust {
  return { state: 'untrusted', because };
}
