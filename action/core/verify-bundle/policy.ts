import { canonicalJson } from '../../domain/canonical-json.ts';
import type { EvidenceManifest } from '../../domain/evidence-manifest.ts';
import type { TrustReport } from '../../domain/trust-report.ts';
import type { Bundle } from '../bundle.ts';
import { evaluateSealed, SealedPolicy } from '../policy/sealed-policy.ts';
import { DoesNotHold, must } from './does-not-hold.ts';
import { readJson } from './read.ts';

/** The verdict is data and rules: anyone can evaluate it again. */
export function checkPolicy(
  bundle: Bundle,
  { items }: Pick<EvidenceManifest, 'items'>,
  { policy }: TrustReport,
): void {
  if (policy.outcome === 'not-evaluated') return;
  const again = evaluateSealed(readPolicy(bundle, items));
  must(
    again.digest === policy.digest,
    'the policy digest is not that of the sealed rules and facts',
  );
  must(
    again.outcome === policy.outcome,
    `the sealed facts give "${again.outcome}", the report says "${policy.outcome}"`,
  );
  if (again.inputDigest === null) return;
  must(
    canonicalJson(again.approvals) === canonicalJson(policy.approvals),
    'the report asks for other approvals than the sealed facts do',
  );
  must(
    canonicalJson(again.risk) === canonicalJson(policy.risk),
    'the report tells of another risk than the sealed facts do',
  );
}

/** Rules and facts as they were sealed. */
export function readPolicy(bundle: Bundle, items: EvidenceManifest['items']): SealedPolicy {
  const item = items.find(({ producers }) => producers.includes('policy'));
  if (!item) throw new DoesNotHold('the bundle holds no policy result');
  return readJson(bundle, `evidence/${item.sha256}`, SealedPolicy);
}
