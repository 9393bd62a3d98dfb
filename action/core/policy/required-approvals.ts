import type { PolicyBundle } from '../../domain/policy-bundle.ts';
import type { CodeOwners, RequiredApprovals } from '../../domain/required-approvals.ts';
import type { RiskLevel } from '../../domain/risk.ts';

/** From harmless to grave. */
const levels: readonly RiskLevel[] = ['LOW', 'MEDIUM', 'HIGH'];

/**
 * Whose consent a candidate of this risk needs. A level asks for no less than the ones below it,
 * whatever the bundle says: more risk never needs fewer people. Whether whoever asked may approve
 * an agent's patch is the bundle's to say; a pull request is never approved by its own people.
 */
export function requiredApprovals(
  policy: PolicyBundle['approvals'],
  { level, isPullRequest }: { readonly level: RiskLevel; readonly isPullRequest: boolean },
  codeOwners: readonly CodeOwners[],
): RequiredApprovals {
  const { required, byRisk, solo, roles = [] } = policy;
  const demands = levels
    .slice(0, levels.indexOf(level) + 1)
    .flatMap((each) => byRisk?.[each] ?? []);
  const own = demands.findLast((demand) => demand.roles && demand.roles.length > 0)?.roles;
  const asked = {
    roles: [...new Set(own ?? roles)].sort(),
    requireCodeOwners:
      policy.requireCodeOwners === true ||
      demands.some((demand) => demand.requireCodeOwners === true),
    codeOwners: [...codeOwners],
  };
  if (solo) return { ...asked, required: 1, excludeRequester: false };
  return {
    ...asked,
    required: Math.max(required, ...demands.map((demand) => demand.required)),
    excludeRequester:
      isPullRequest ||
      policy.excludeRequester === true ||
      demands.some((demand) => demand.excludeRequester === true),
  };
}
