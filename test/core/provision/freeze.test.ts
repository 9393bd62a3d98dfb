import { describe, expect, it } from 'vitest';
import { defaultBundle } from '../../../action/core/policy/default-bundle.ts';
import type { ProvisionRequest } from '../../../action/core/services/sandbox-service.ts';
import { freeze } from '../../../action/core/workflows/provision/freeze.ts';
import { provision } from '../../../action/core/workflows/provision/provision.ts';
import { access } from '../pull-request/pull-request.ts';
import { knownOf } from '../verify/known.ts';

const commit = '1'.repeat(40);
const tree = '2'.repeat(40);
const { request, base } = knownOf({
  commit,
  baseTree: tree,
  resultTree: tree,
  patch: new Uint8Array(),
});

describe('freeze', () => {
  it('[SEC-24] reads plan and policy from the base before anything runs', async () => {
    const journal: string[] = [];
    const frozen = { commit, tree, ref: 'refs/heads/main' };
    const reader = {
      async freezeBase(_: unknown, ref: string) {
        journal.push(`freeze ${ref}`);
        return frozen;
      },
      readPullRequest: () => Promise.reject(new Error('this is no pull request')),
    };
    const git = {
      async open(_: unknown, opened: typeof frozen) {
        journal.push(`open ${opened.commit}`);
        return { ...base.trusted, listBase: async () => [] };
      },
    };

    const outcome = await freeze({ request, access }, { reader, git }, defaultBundle);

    expect(journal).toEqual(['freeze refs/heads/main', `open ${commit}`]);
    expect(outcome.add?.base).toMatchObject({ plan: { requirements: [] }, policy: defaultBundle });
    expect(outcome.detail).toBe('base 111111111111, no check found');
  });
});

describe('provision', () => {
  it('asks for the exact base commit and nothing but the model in reach', async () => {
    const requests: ProvisionRequest[] = [];
    const sandbox = {
      async provision(asked: ProvisionRequest) {
        requests.push(asked);
        return {
          id: 's',
          provider: 'scripted',
          purpose: asked.purpose,
          workspace: '/w',
          scratch: '/s',
          isolation: {},
        };
      },
    };

    const outcome = await provision({ request, base }, { sandbox }, { allow: ['model:443'] });

    expect(requests).toEqual([
      {
        runId: request.run.id,
        purpose: 'agent',
        policy: defaultBundle.sandbox,
        checkout: { owner: 'octo', name: 'demo', commit },
        allow: ['model:443'],
      },
    ]);
    expect(outcome.add?.sandbox?.id).toBe('s');
  });
});
