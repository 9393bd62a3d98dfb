import type { Budgets } from '../domain/policy-bundle.ts';
import type { ConfigFile } from './config-schema.ts';
import { told } from './inputs.ts';
import type { ProposeReader } from './propose-variables.ts';

/** Each budget, with its variable and its key in `patchplane.config.json`. */
const sources = [
  ['wallSeconds', 'PATCHPLANE_BUDGET_SECONDS', 'seconds'],
  ['modelRequests', 'PATCHPLANE_BUDGET_MODEL_REQUESTS', 'modelRequests'],
  ['costUsd', 'PATCHPLANE_BUDGET_USD', 'usd'],
  ['outputBytes', 'PATCHPLANE_BUDGET_OUTPUT_BYTES', 'outputBytes'],
  ['tokens', 'PATCHPLANE_BUDGET_TOKENS', 'tokens'],
  ['files', 'PATCHPLANE_BUDGET_FILES', 'files'],
  ['patchBytes', 'PATCHPLANE_BUDGET_PATCH_BYTES', 'patchBytes'],
] as const;

export interface BudgetInputs {
  readonly budgets: Budgets;
  /** Those that somebody set on purpose; the others are defaults, which narrow nothing. */
  readonly toldBudgets: Partial<Budgets>;
}

export function readBudgets(reader: ProposeReader, config: ConfigFile | undefined): BudgetInputs {
  const values = sources.map(([budget, variable, key]) => {
    const configured = config?.budgets?.[key];
    const value = Number(reader.setting(variable, told(configured)));
    return { budget, value, isTold: reader.has(variable) || configured !== undefined };
  });
  const all = Object.fromEntries(values.map(({ budget, value }) => [budget, value]));
  const { wallSeconds = 0, modelRequests = 0, costUsd = 0, outputBytes = 0, ...rest } = all;
  return {
    budgets: { wallSeconds, modelRequests, costUsd, outputBytes, ...rest },
    toldBudgets: Object.fromEntries(
      values.filter(({ isTold }) => isTold).map(({ budget, value }) => [budget, value]),
    ),
  };
}
