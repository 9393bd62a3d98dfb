import type { EvidenceManifest } from '../../domain/evidence-manifest.ts';
import type { TrustReport } from '../../domain/trust-report.ts';
import { must } from './does-not-hold.ts';

/** A candidate is its patch: the report names one exactly when the evidence holds it. */
export function checkCandidate(
  { candidate }: TrustReport,
  { items }: Pick<EvidenceManifest, 'items'>,
): void {
  const { status, patchSha256 } = candidate;
  must(
    (status === 'none') === (patchSha256 === null),
    'trust-report.json has a candidate without a patch, or a patch without a candidate',
  );
  if (patchSha256 === null) return;
  must(
    items.some(({ sha256 }) => sha256 === patchSha256),
    `evidence/${patchSha256}, the candidate's patch, is not in manifest.json`,
  );
}
