import { ApprovalSubject } from '../../../domain/approval-subject.ts';
import { type ManifestItem, sealDigest } from '../../../domain/evidence-manifest.ts';
import type { PolicyBundle, PolicyVerdict } from '../../../domain/policy-bundle.ts';
import type { VerificationPlan } from '../../../domain/verification.ts';
import { SealedPolicy } from '../../policy/sealed-policy.ts';
import type { PolicyService } from '../../services/policy-service.ts';
import type { DerivedPatch, TrustedRepository } from '../../services/source-control-service.ts';

export interface Recomputation {
  readonly stored: ApprovalSubject;
  readonly items: readonly ManifestItem[];
  readonly patch: Uint8Array;
  readonly policyResult: Uint8Array;
  /** Live id of the repository that this job may write to. */
  readonly repositoryId: string;
  readonly targetRef: string;
  readonly trusted: TrustedRepository;
  readonly plan: VerificationPlan;
  readonly policy: PolicyService;
}

export type Recomputed =
  | {
      readonly kind: 'recomputed';
      readonly subject: ApprovalSubject;
      readonly derived: DerivedPatch;
      /** The policy that judged, as it was sealed with its verdict. */
      readonly rules: PolicyBundle;
      /** What that policy says, computed again: also whose consent it takes. */
      readonly verdict: PolicyVerdict;
    }
  | { readonly kind: 'refused'; readonly because: string };

/**
 * Derives every part of the approval subject again, from bytes, forge and base. Only nonce,
 * expiry and provenance head are taken as stored: they can not be derived, and the digest
 * that the person approved binds them.
 */
export async function recompute(input: Recomputation): Promise<Recomputed> {
  const derivation = await input.trusted.applyPatch(input.patch);
  if (derivation.kind === 'refused') return { kind: 'refused', because: derivation.because };
  const { derived } = derivation;
  const result = SealedPolicy.parse(
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(input.policyResult)),
  );
  const verdict = input.policy.evaluateSealed(result);
  const { stored } = input;
  const subject: ApprovalSubject = {
    schemaVersion: 1,
    runId: stored.runId,
    repositoryId: input.repositoryId,
    targetRef: input.targetRef,
    baseCommit: input.trusted.base.commit,
    baseTree: input.trusted.base.tree,
    patchSha256: derived.patchSha256,
    resultTree: derived.resultTree,
    planDigest: input.plan.digest,
    policyDigest: verdict.digest,
    policyOutcome: verdict.outcome,
    evidenceManifestSha256: sealDigest(stored.runId, input.items),
    provenanceHead: stored.provenanceHead,
    nonce: stored.nonce,
    expiresAt: stored.expiresAt,
  };
  const other = ApprovalSubject.keyof().options.find((field) => subject[field] !== stored[field]);
  if (other) {
    return {
      kind: 'refused',
      because: `Nothing was published: the approval names another ${other}.`,
    };
  }
  return { kind: 'recomputed', subject, derived, rules: result.bundle, verdict };
}
