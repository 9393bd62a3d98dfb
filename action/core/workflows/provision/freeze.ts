import type { GitObjectId } from '../../../domain/ids.ts';
import type { Budgets, PolicyBundle } from '../../../domain/policy-bundle.ts';
import type { Parts, StageOutcome } from '../../attempt.ts';
import type {
  RepositoryReader,
  TrustedGit,
  TrustedRepository,
} from '../../services/source-control-service.ts';
import { configuredPolicy } from './configured-policy.ts';
import { planOf } from './plan-of.ts';
import { whyStale } from './stale-head.ts';

export interface FreezeServices {
  readonly reader: Pick<RepositoryReader, 'freezeBase' | 'readPullRequest'>;
  readonly git: TrustedGit;
}

/** What counts where the base says nothing else. */
export interface FreezeDefaults {
  readonly policy: PolicyBundle;
  /** Budgets that this job was told on purpose: they narrow what the base says. */
  readonly jobBudgets?: Partial<Budgets> | undefined;
}

type Known = Pick<Parts, 'request' | 'access'>;
type Outcome = StageOutcome<Pick<Parts, 'base'>>;

/**
 * Fixes what everything after is measured against: one base commit, the checks that its own
 * files ask for, and the policy. The candidate can change none of them any more. A base whose
 * configuration can not be used is a refusal: nothing of it runs.
 */
export async function freeze(
  known: Known,
  services: FreezeServices,
  defaults: FreezeDefaults,
): Promise<Outcome> {
  const { repository, targetRef, intake } = known.request;
  const { pullRequest } = intake.externalRef;
  if (pullRequest) return await freezePullRequest(known, pullRequest, services, defaults);
  const frozen = await services.reader.freezeBase(repository, targetRef);
  return await readBase(await services.git.open(repository, frozen), defaults);
}

/**
 * A pull request starts where its history left the base's: what happened on the base since then
 * is not its work. Its head must still be the one that the event named.
 */
async function freezePullRequest(
  { request }: Known,
  { number, headSha }: { readonly number: number; readonly headSha: GitObjectId },
  { reader, git }: FreezeServices,
  defaults: FreezeDefaults,
): Promise<Outcome> {
  const { repository, targetRef } = request;
  const live = await reader.readPullRequest(repository, number);
  const moved = whyStale(live, { headSha, targetRef });
  if (moved) return { stop: moved };
  const trusted = await git.open(repository, { commit: live.mergeBaseSha, ref: targetRef });
  return await readBase(trusted, defaults, { number, headSha });
}

async function readBase(
  trusted: TrustedRepository,
  { policy, jobBudgets }: FreezeDefaults,
  pullRequest?: { readonly number: number; readonly headSha: GitObjectId },
): Promise<Outcome> {
  const planned = await planOf(trusted);
  if (planned.kind === 'wrong') return await refuse(trusted, planned.because);
  const { plan, config } = planned;
  const configured = configuredPolicy(policy, config, jobBudgets);
  if (configured.kind === 'wrong') return await refuse(trusted, configured.because);
  const base = { trusted, plan, config, policy: configured.policy };
  const { commit } = trusted.base;
  const detail = `base ${commit.slice(0, 12)}, ${countOf(plan)}`;
  if (!pullRequest) return { add: { base }, detail };
  const head = `head ${pullRequest.headSha.slice(0, 12)}`;
  return { add: { base: { ...base, pullRequest } }, detail: `${detail}, ${head}` };
}

async function refuse(trusted: TrustedRepository, reason: string): Promise<Outcome> {
  await trusted.close();
  return { stop: { state: 'refused', category: 'configuration', reason } };
}

function countOf({ requirements, guessed }: Parts['base']['plan']): string {
  const { length } = requirements;
  const checks = length === 0 ? 'no check' : length === 1 ? '1 check' : `${length} checks`;
  return `${checks} ${guessed ? 'found' : 'configured'}`;
}
