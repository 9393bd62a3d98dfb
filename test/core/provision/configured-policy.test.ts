import { expect, it } from 'vitest';
import { defaultBundle } from '../../../action/core/policy/default-bundle.ts';
import { configuredPolicy } from '../../../action/core/workflows/provision/configured-policy.ts';
import type { RepositoryConfig } from '../../../action/domain/repository-config.ts';

function policyWith(approvals: NonNullable<RepositoryConfig['approvals']>) {
  const configured = configuredPolicy(defaultBundle, { version: 1, approvals });
  if (configured.kind === 'wrong') throw new Error(configured.because);
  return configured.policy;
}

it('[E4] says so where whoever asked may approve', () => {
  expect(policyWith({ excludeRequester: false })).toMatchObject({
    approvals: { excludeRequester: false },
    relaxed: [{ rule: 'approvals.excludeRequester', now: 'whoever asked may approve' }],
  });
});

it('says once that it is for one person', () => {
  const { relaxed } = policyWith({ solo: true, excludeRequester: false });

  expect(relaxed?.map(({ rule }) => rule)).toEqual(['approvals.solo']);
});

it('says nothing where more is asked for, or the same', () => {
  expect(policyWith({ required: 3, excludeRequester: true })).not.toHaveProperty('relaxed');
  expect(policyWith({})).toMatchObject({ approvals: { excludeRequester: true } });
});
