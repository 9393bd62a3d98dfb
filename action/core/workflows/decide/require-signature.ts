import type { ApprovalSubject } from '../../../domain/approval-subject.ts';
import {
  type DsseEnvelope,
  openEnvelope,
  type PinnedKeys,
  pinnedKeysPath,
} from '../../../domain/dsse-envelope.ts';
import { Failure } from '../../../domain/failure.ts';
import type { MergeDecision } from '../../../domain/merge-decision.ts';
import { whyNotAbout } from '../../../domain/statement.ts';

/** What a publish knows of a signature: the envelope, and the keys that it was checked with. */
export interface SignedDecision {
  readonly envelope: DsseEnvelope;
  readonly keys: PinnedKeys;
}

/**
 * Where a repository pins keys, an approval counts only under a signature of one of them: whoever
 * writes to the ledger without the approval app's key approves nothing. Undefined where no key is
 * pinned, or nothing was approved. Throws `Failure` before the decision is used.
 */
export async function requireSignature(
  subject: ApprovalSubject,
  decision: MergeDecision | undefined,
  envelope: DsseEnvelope | undefined,
  keys: PinnedKeys | undefined,
): Promise<SignedDecision | undefined> {
  if (!keys || decision?.answer !== 'approved') return undefined;
  if (!envelope)
    throw new Failure({
      code: 'tampered',
      tell: `Nothing was published: ${pinnedKeysPath} pins keys, and the ledger has no signature under the approval yet. Run the job again later.`,
      retryable: true,
    });
  const opened = await openEnvelope(envelope, keys);
  if (opened.kind === 'unsigned') throw unsigned(opened.because);
  const because = whyNotAbout(opened.payload, subject, decision);
  if (because !== undefined) throw unsigned(because);
  return { envelope, keys };
}

function unsigned(because: string): Failure {
  return new Failure({
    code: 'tampered',
    tell: `Nothing was published: ${pinnedKeysPath} pins keys, and the approval is not signed by one: ${because}. Pin the key of your approval app there (docs/deploy.md, step 6) and ask again; if it is pinned, somebody else wrote this approval.`,
  });
}
