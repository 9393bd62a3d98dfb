import type { RunId } from '../../domain/ids.ts';
import type { Bundle } from '../bundle.ts';
import { evaluateSealed, isEarlierForm } from '../policy/sealed-policy.ts';
import { verifyBundle } from '../verify-bundle/verify-bundle.ts';
import {
  type ReplayPlace,
  replayVerification,
  type VerificationReplay,
} from './replay-verification.ts';
import { readSealedRun, type SealedRun } from './sealed-run.ts';

/** Whether a verdict comes out again, and from what. */
export type Replay =
  | {
      readonly kind: 'replayed';
      readonly runId: RunId;
      readonly policy: PolicyReplay;
      readonly verification: VerificationReplay;
    }
  /** There is nothing to do again: the bundle is not whole, or nobody judged. */
  | { readonly kind: 'impossible'; readonly because: string };

/** Sealed rules on sealed facts, evaluated again. */
export interface PolicyReplay {
  readonly reproduces: boolean;
  readonly sealed: { readonly outcome: string; readonly digest: string | null };
  readonly now: { readonly outcome: string; readonly digest: string };
  /** The facts were sealed in an earlier form, and were judged as it was done then. */
  readonly earlierForm: boolean;
}

/**
 * Does again what led to a verdict: policy on the sealed facts always; verification and facts from
 * base and sealed patch where the repository is at hand. No model is asked. `because` may quote
 * the bundle: it is untrusted text.
 */
export async function replay(bundle: Bundle, place: ReplayPlace | undefined): Promise<Replay> {
  const whole = verifyBundle(bundle);
  if (!whole.holds) return impossible(`the bundle does not hold: ${whole.because}`);
  const run = readSealedRun(bundle);
  if (!run.policy) return impossible('the run ended before policy judged it');
  return {
    kind: 'replayed',
    runId: whole.runId,
    policy: replayPolicy(run, run.policy),
    verification: await replayVerification(run, run.policy, place),
  };
}

function impossible(because: string): Replay {
  return { kind: 'impossible', because };
}

function replayPolicy(
  { report }: SealedRun,
  sealed: NonNullable<SealedRun['policy']>,
): PolicyReplay {
  const { outcome, digest } = evaluateSealed(sealed);
  return {
    reproduces: outcome === report.policy.outcome && digest === report.policy.digest,
    sealed: { outcome: report.policy.outcome, digest: report.policy.digest },
    now: { outcome, digest },
    earlierForm: isEarlierForm(sealed),
  };
}
