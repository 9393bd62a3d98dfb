import { z } from 'zod';
import type { EvidenceManifest } from '../../domain/evidence-manifest.ts';
import { PolicyBundle } from '../../domain/policy-bundle.ts';
import type { TrustReport } from '../../domain/trust-report.ts';
import type { Bundle } from '../bundle.ts';
import { evaluatePolicy } from '../policy/evaluate.ts';
import { PolicyFacts } from '../policy/facts.ts';
import { DoesNotHold, must } from './does-not-hold.ts';
import { readJson } from './read.ts';

const PolicyResult = z.object({ bundle: PolicyBundle, facts: PolicyFacts });

/** The verdict is data and rules: anyone can evaluate it again. */
export function checkPolicy(
  bundle: Bundle,
  { items }: Pick<EvidenceManifest, 'items'>,
  { policy }: TrustReport,
): void {
  if (policy.outcome === 'not-evaluated') return;
  const item = items.find(({ producers }) => producers.includes('policy'));
  if (!item) throw new DoesNotHold('the bundle holds no policy result');
  const { bundle: rules, facts } = readJson(bundle, `evidence/${item.sha256}`, PolicyResult);
  const again = evaluatePolicy(rules, facts);
  must(
    again.digest === policy.digest,
    'the policy digest is not that of the sealed rules and facts',
  );
  must(
    again.outcome === policy.outcome,
    `the sealed facts give "${again.outcome}", the report says "${policy.outcome}"`,
  );
}
