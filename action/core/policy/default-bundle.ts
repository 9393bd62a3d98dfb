import { defaultBudgets, type PolicyBundle } from '../../domain/policy-bundle.ts';
import { defaultRules } from './default-rules.ts';

/** What holds without any configuration: safe first, and nothing leaves without a person. */
export const defaultBundle: PolicyBundle = {
  id: 'patchplane-default',
  version: 3,
  rules: [...defaultRules],
  approvals: {
    required: 1,
    byRisk: { HIGH: { required: 2 } },
    excludeRequester: true,
    expiresAfterSeconds: 24 * 60 * 60,
  },
  sandbox: {
    ephemeral: true,
    autoStopMinutes: 30,
    ttlMinutes: 90,
    network: { blockAll: true, allowDomains: [] },
  },
  budgets: defaultBudgets,
};
