import { Budgets, PolicyBundle, type RelaxedRule } from '../../../domain/policy-bundle.ts';
import { type RepositoryConfig, repositoryConfigPath } from '../../../domain/repository-config.ts';
import { applyOverride } from '../../policy/apply-override.ts';

export type ConfiguredPolicy =
  | { readonly kind: 'good'; readonly policy: PolicyBundle }
  | { readonly kind: 'wrong'; readonly because: string };

/**
 * The policy that a candidate is judged by: the built-in one, as the base changes it. Budgets
 * that a job was told narrow those of the base; the base narrows or widens the built-in ones.
 */
export function configuredPolicy(
  policy: PolicyBundle,
  { policy: override = {}, approvals = {}, budgets = {} }: RepositoryConfig,
  jobBudgets: Partial<Budgets> = {},
): ConfiguredPolicy {
  const changed = applyOverride(policy, override);
  if (changed.kind === 'wrong')
    return {
      kind: 'wrong',
      because: `${repositoryConfigPath} can not be used, so nothing runs: ${changed.because}.`,
    };
  const relaxed = [...changed.relaxed, ...relaxedApprovals(policy.approvals, approvals)];
  return {
    kind: 'good',
    policy: {
      ...policy,
      rules: [...changed.rules],
      approvals: configuredApprovals(policy.approvals, approvals),
      budgets: effectiveBudgets(policy.budgets, budgets, jobBudgets),
      ...(relaxed.length > 0 ? { relaxed } : {}),
    },
  };
}

type Approvals = NonNullable<RepositoryConfig['approvals']>;

/** Fewer people, closer to the request, or asked less often than PatchPlane by itself would. */
function relaxedApprovals(
  builtIn: PolicyBundle['approvals'],
  own: Approvals,
): readonly RelaxedRule[] {
  return [...fewerPeople(builtIn, own), ...requesterIn(builtIn, own), ...notAgain(builtIn, own)];
}

function fewerPeople(
  builtIn: PolicyBundle['approvals'],
  { solo, byRisk, required = 1 }: Approvals,
): readonly RelaxedRule[] {
  const was = builtIn.byRisk?.HIGH?.required ?? builtIn.required;
  const now = solo ? 1 : byRisk ? Math.max(required, byRisk.HIGH?.required ?? 1) : was;
  if (now >= was) return [];
  return [
    {
      rule: solo ? 'approvals.solo' : 'approvals.byRisk',
      was: `${was} people where risk is HIGH`,
      now: `${now} ${now === 1 ? 'person' : 'people'}`,
      because: bySetting,
    },
  ];
}

/** Solo mode says so already; this is the requester as one of several. */
function requesterIn(
  builtIn: PolicyBundle['approvals'],
  { solo, excludeRequester }: Approvals,
): readonly RelaxedRule[] {
  if (solo || excludeRequester !== false || !builtIn.excludeRequester) return [];
  return [
    {
      rule: 'approvals.excludeRequester',
      was: 'whoever asked does not approve',
      now: 'whoever asked may approve',
      because: bySetting,
    },
  ];
}

function notAgain(
  builtIn: PolicyBundle['approvals'],
  { keepWhenBaseMoved }: Approvals,
): readonly RelaxedRule[] {
  if (!keepWhenBaseMoved || builtIn.keepWhenBaseMoved) return [];
  return [
    {
      rule: 'approvals.keepWhenBaseMoved',
      was: 'nothing is published on a target whose content moved',
      now: 'an approval holds where only other files moved, and no test runs with them',
      because: bySetting,
    },
  ];
}

const bySetting = 'The configuration of the repository says so.';

function configuredApprovals(
  builtIn: PolicyBundle['approvals'],
  { codeOwners, ...own }: Approvals,
): PolicyBundle['approvals'] {
  const said = Object.entries({ ...own, requireCodeOwners: codeOwners }).filter(
    ([, value]) => value !== undefined,
  );
  return PolicyBundle.shape.approvals.parse({ ...builtIn, ...Object.fromEntries(said) });
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
