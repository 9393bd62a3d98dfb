import { Failure } from '../domain/failure.ts';
import type { MergeDecision } from '../domain/merge-decision.ts';
import type { Publishing, PublishOutcome } from './publish-outcome.ts';
import { requireSignature, type SignedDecision } from './workflows/decide/require-signature.ts';

type Signing = Pick<Publishing, 'approved' | 'timeline' | 'services'>;

/** Where the repository pins keys: the signature under this decision. Throws `Failure` where it lacks. */
export async function signatureUnder(
  { approved, timeline, services }: Signing,
  decision: MergeDecision | undefined,
): Promise<SignedDecision | undefined> {
  const keys = await services.pinnedKeys?.();
  return await requireSignature(approved.subject, decision, timeline.decisionEnvelope, keys);
}

/** How a publish stands before its decision is used: halted, or with the signature that it has. */
export interface Standing {
  readonly halted?: PublishOutcome | undefined;
  readonly signed?: SignedDecision | undefined;
}

/**
 * Before the decision is used up. A decision that somebody else signed, and keys that can not be
 * read, end the run; a signature that is still to come does not, and is thrown.
 */
export async function standingOfSignature(signing: Signing): Promise<Standing> {
  const { run, decision } = signing.timeline;
  try {
    return { signed: await signatureUnder(signing, decision) };
  } catch (error) {
    if (run.state !== 'awaiting-decision' || !isFinal(error)) throw error;
    return { halted: { kind: 'failed', because: error.tell } };
  }
}

function isFinal(error: unknown): error is Failure {
  if (!(error instanceof Failure) || error.retryable) return false;
  return error.code === 'tampered' || error.code === 'misconfigured';
}
