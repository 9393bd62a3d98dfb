import type { PolicyVerdict } from '../../domain/policy-bundle.ts';
import { evaluatePolicy } from './evaluate.ts';
import { evaluateSealed } from './sealed-policy.ts';

/** PatchPlane's own policy engine, as `PolicyService` asks for it. */
export function createPolicyService() {
  return { evaluatePolicy, evaluateSealed, proposeDecision };
}

const advice = {
  block: 'Cannot be approved',
  'changes-requested': 'Approve only with a reason',
  'manual-review': 'Look before approving',
};

function proposeDecision(verdict: PolicyVerdict): readonly string[] {
  if (verdict.findings.length === 0) return ['Nothing speaks against approval.'];
  return verdict.findings.map(({ effect, path, message }) =>
    path === undefined ? `${advice[effect]}: ${message}` : `${advice[effect]}: ${path}: ${message}`,
  );
}
