import type { CandidatePatchSet } from '../../../domain/candidate-patch-set.ts';
import type { VerificationPlan } from '../../../domain/verification.ts';
import type { SetUp } from '../../sandbox/set-up.ts';
import type { ProvisionRequest } from '../../services/sandbox-service.ts';
import type { FrozenBase } from '../../services/source-control-service.ts';

/**
 * All that a verification needs to know, and nothing that a model said: also from a sealed bundle,
 * or for the same patch on another base.
 */
export interface Verifiable {
  readonly plan: VerificationPlan;
  readonly base: Pick<FrozenBase, 'commit' | 'tree'>;
  readonly candidate: Pick<CandidatePatchSet, 'status' | 'resultTree' | 'changes'>;
  /** The canonical patch of base and result tree. */
  readonly patch: Uint8Array;
  readonly setUp: SetUp;
  readonly sandbox: Omit<ProvisionRequest, 'purpose' | 'allow' | 'setUpAllow'>;
}
