import type { PolicyBundle } from '../../domain/policy-bundle.ts';
import type { CodeOwners, RequiredApprovals } from '../../domain/required-approvals.ts';
import type { RiskLevel } from '../../domain/risk.ts';

/** From harmless to grave. */
const levels: readonly RiskLevel[] = ['LOW', 'MEDIUM', 'HIGH'];

/**
 * Whose consent a candidate of this risk needs. A level asks for no less than the ones below it,
 * whatever the bundle says: more risk never needs fewer people.
 */
export function requiredApprovals(
  { required, byRisk }: PolicyBundle['approvals'],
  level: RiskLevel,
  codeOwners: readonly CodeOwners[],
): RequiredApprovals {
  const demands = levels
    .slice(0, levels.indexOf(level) + 1)
    .flatMap((each) => byRisk?.[each] ?? []);
  const roles = demands.findLast((demand) => demand.roles && demand.roles.length > 0)?.roles ?? [];
  return {
    required: Math.max(required, ...demands.map((demand) => demand.required)),
    roles: [...new Set(roles)].sort(),
    excludeRequester: demands.some((demand) => demand.excludeRequester === true),
    requireCodeOwners: demands.some((demand) => demand.requireCodeOwners === true),
    codeOwners: [...codeOwners],
  };
}
