import { Budgets, type PolicyBundle } from '../../../domain/policy-bundle.ts';
import type { RepositoryConfig } from '../../../domain/repository-config.ts';

/**
 * The policy that a candidate is judged by: the built-in one, as the base changes it. Budgets
 * that a job was told narrow those of the base; the base narrows or widens the built-in ones.
 */
export function configuredPolicy(
  policy: PolicyBundle,
  { policy: override, approvals = {}, budgets = {} }: RepositoryConfig,
  jobBudgets: Partial<Budgets> = {},
): PolicyBundle {
  const own = override?.rules ?? [];
  const ids = new Set(own.map(({ id }) => id));
  const { required, expiresAfterSeconds, keepWhenBaseMoved } = approvals;
  return {
    ...policy,
    rules: [...policy.rules.filter(({ id }) => !ids.has(id)), ...own],
    approvals: {
      ...policy.approvals,
      ...(required === undefined ? {} : { required }),
      ...(expiresAfterSeconds === undefined ? {} : { expiresAfterSeconds }),
      ...(keepWhenBaseMoved === undefined ? {} : { keepWhenBaseMoved }),
    },
    budgets: effectiveBudgets(policy.budgets, budgets, jobBudgets),
  };
}

function effectiveBudgets(
  defaults: Budgets,
  base: NonNullable<RepositoryConfig['budgets']>,
  job: Partial<Budgets>,
): Budgets {
  const effective = { ...defaults };
  for (const key of Budgets.keyof().options) {
    const configured = base[key];
    if (configured === undefined) continue;
    effective[key] = Math.min(configured, job[key] ?? Number.POSITIVE_INFINITY);
  }
  return effective;
}
