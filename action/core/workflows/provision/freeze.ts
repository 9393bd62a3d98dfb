import type { PolicyBundle } from '../../../domain/policy-bundle.ts';
import type { Parts, StageOutcome } from '../../attempt.ts';
import type { RepositoryReader, TrustedGit } from '../../services/source-control-service.ts';
import { detectPlan } from './detect-plan.ts';

export interface FreezeServices {
  readonly reader: Pick<RepositoryReader, 'freezeBase'>;
  readonly git: TrustedGit;
}

/**
 * Fixes what everything after is measured against: one base commit, the checks its own files
 * ask for, and the policy. The candidate can change none of them any more.
 */
export async function freeze(
  { request }: Pick<Parts, 'request' | 'access'>,
  { reader, git }: FreezeServices,
  policy: PolicyBundle,
): Promise<StageOutcome<Pick<Parts, 'base'>>> {
  const frozen = await reader.freezeBase(request.repository, request.targetRef);
  const trusted = await git.open(request.repository, frozen);
  const plan = await detectPlan(trusted);
  return {
    add: { base: { trusted, plan, policy } },
    detail: `base ${frozen.commit.slice(0, 12)}, ${countOf(plan.requirements.length)} found`,
  };
}

function countOf(checks: number): string {
  if (checks === 0) return 'no check';
  return checks === 1 ? '1 check' : `${checks} checks`;
}
