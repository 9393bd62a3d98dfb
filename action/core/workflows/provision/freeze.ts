import type { PolicyBundle } from '../../../domain/policy-bundle.ts';
import type { Parts, StageOutcome } from '../../attempt.ts';
import type { RepositoryReader, TrustedGit } from '../../services/source-control-service.ts';
import { detectPlan } from './detect-plan.ts';
import { whyStale } from './stale-head.ts';

export interface FreezeServices {
  readonly reader: Pick<RepositoryReader, 'freezeBase' | 'readPullRequest'>;
  readonly git: TrustedGit;
}

type Known = Pick<Parts, 'request' | 'access'>;

/**
 * Fixes what everything after is measured against: one base commit, the checks its own files
 * ask for, and the policy. The candidate can change none of them any more.
 */
export async function freeze(
  known: Known,
  services: FreezeServices,
  policy: PolicyBundle,
): Promise<StageOutcome<Pick<Parts, 'base'>>> {
  const { repository, targetRef, intake } = known.request;
  const { pullRequest } = intake.externalRef;
  if (pullRequest) return await freezePullRequest(known, pullRequest, services, policy);
  const frozen = await services.reader.freezeBase(repository, targetRef);
  const trusted = await services.git.open(repository, frozen);
  const plan = await detectPlan(trusted);
  return { add: { base: { trusted, plan, policy } }, detail: detailOf(frozen.commit, plan) };
}

/**
 * A pull request starts where its history left the base's: what happened on the base since then
 * is not its work. Its head must still be the one that the event named.
 */
async function freezePullRequest(
  { request }: Known,
  { number, headSha }: { readonly number: number; readonly headSha: string },
  { reader, git }: FreezeServices,
  policy: PolicyBundle,
): Promise<StageOutcome<Pick<Parts, 'base'>>> {
  const { repository, targetRef } = request;
  const live = await reader.readPullRequest(repository, number);
  const moved = whyStale(live, { headSha, targetRef });
  if (moved) return { stop: moved };
  const trusted = await git.open(repository, { commit: live.mergeBaseSha, ref: targetRef });
  const plan = await detectPlan(trusted);
  return {
    add: { base: { trusted, plan, policy, pullRequest: { number, headSha } } },
    detail: `${detailOf(live.mergeBaseSha, plan)}, head ${headSha.slice(0, 12)}`,
  };
}

function detailOf(commit: string, { requirements }: Parts['base']['plan']): string {
  return `base ${commit.slice(0, 12)}, ${countOf(requirements.length)} found`;
}

function countOf(checks: number): string {
  if (checks === 0) return 'no check';
  return checks === 1 ? '1 check' : `${checks} checks`;
}
