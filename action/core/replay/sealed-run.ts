import type { GitObjectId, Sha256 } from '../../domain/ids.ts';
import { TrustReport } from '../../domain/trust-report.ts';
import type { Bundle } from '../bundle.ts';
import type { SealedPolicy } from '../policy/sealed-policy.ts';
import { readChain } from '../verify-bundle/chain.ts';
import { readManifest } from '../verify-bundle/manifest.ts';
import { readPolicy } from '../verify-bundle/policy.ts';
import { readBytes, readJson } from '../verify-bundle/read.ts';

/** What a bundle holds that can be done again. Read it after `verifyBundle` said that it holds. */
export interface SealedRun {
  readonly report: TrustReport;
  /** Undefined where the run ended before policy judged. */
  readonly policy: SealedPolicy | undefined;
  /** Undefined where nothing was captured. */
  readonly candidate: SealedCandidate | undefined;
}

export interface SealedCandidate {
  readonly baseSha: GitObjectId;
  readonly baseTree: GitObjectId;
  readonly resultTree: GitObjectId;
  readonly patchSha256: Sha256;
  readonly patch: Uint8Array;
}

export function readSealedRun(bundle: Bundle): SealedRun {
  const manifest = readManifest(bundle, readChain(bundle).events);
  const report = readJson(bundle, 'trust-report.json', TrustReport);
  const judged = report.policy.outcome !== 'not-evaluated';
  return {
    report,
    policy: judged ? readPolicy(bundle, manifest.items) : undefined,
    candidate: candidateIn(bundle, report),
  };
}

function candidateIn(bundle: Bundle, { candidate }: TrustReport): SealedCandidate | undefined {
  const { status, baseSha, baseTree, resultTree, patchSha256 } = candidate;
  if (status !== 'captured') return undefined;
  if (!baseSha || !baseTree || !resultTree || !patchSha256) return undefined;
  const patch = readBytes(bundle, `evidence/${patchSha256}`);
  return { baseSha, baseTree, resultTree, patchSha256, patch };
}
