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

    const outcome = await freeze({ request, access }, { reader, git }, { policy: defaultBundle });

    expect(journal).toEqual(['freeze refs/heads/main', `open ${commit}`]);
    expect(outcome.add?.base).toMatchObject({ plan: { requirements: [] }, policy: defaultBundle });
    expect(outcome.detail).toBe('base 111111111111, no check found');
  });
});

describe('freeze with a configuration', () => {
  const written = (text: string) => {
    const closed: string[] = [];
    const trusted = {
      ...base.trusted,
      listBase: async () => [
        {
          path: new TextEncoder().encode('.github/patchplane.yml'),
          mode: '100644',
          blob: '3'.repeat(40),
        },
      ],
      readBaseFile: async () => new TextEncoder().encode(text),
      close: async () => {
        closed.push('closed');
      },
    };
    const services = {
      reader: {
        freezeBase: async () => ({ commit, tree, ref: 'refs/heads/main' }),
        readPullRequest: () => Promise.reject(new Error('this is no pull request')),
      },
      git: { open: async () => trusted },
    };
    return { services, closed };
  };

  it('[PKG-14] takes plan, policy and budgets from it; a job can ask for less, never for more', async () => {
    const { services } = written(`
version: 1
environment: { setup: [[npm, ci]], allow: [packages.example.com] }
verification:
  requirements: [{ key: unit, command: [npm, test], report: { format: junit, path: unit.xml } }]
  oldTestsOnNewCode: false
budgets: { wallSeconds: 600, modelRequests: 200 }
approvals: { required: 2, keepWhenBaseMoved: true }
`);
    const jobBudgets = { wallSeconds: 6_000, modelRequests: 5 };

    const { add } = await freeze({ request, access }, services, {
      policy: defaultBundle,
      jobBudgets,
    });

    expect(add?.base?.plan).toMatchObject({
      guessed: false,
      sources: ['.github/patchplane.yml'],
      setup: [['npm', 'ci']],
      allow: ['packages.example.com'],
      oldTestsOnNewCode: false,
      requirements: [{ key: 'unit', label: 'npm test', report: 'junit', reportPath: 'unit.xml' }],
    });
    expect(add?.base?.policy.budgets).toMatchObject({ wallSeconds: 600, modelRequests: 5 });
    expect(add?.base?.policy.approvals).toMatchObject({ required: 2, keepWhenBaseMoved: true });
  });

  it.each([
    ['approvals: { keepWhenBaseMoved: true }', ['approvals.keepWhenBaseMoved']],
    ['approvals: { keepWhenBaseMoved: false, required: 2 }', []],
  ])('[E3] an approval that is to outlive its base is a relaxation: %s', async (line, rules) => {
    const { services } = written(`version: 1\n${line}\n`);

    const { add } = await freeze({ request, access }, services, { policy: defaultBundle });

    expect((add?.base?.policy.relaxed ?? []).map(({ rule }) => rule)).toEqual(rules);
  });

  it('[PKG-14] refuses a base whose configuration can not be used, and lets go of it', async () => {
    const { services, closed } = written('version: 1\nverification: npm test\n');

    const outcome = await freeze({ request, access }, services, { policy: defaultBundle });

    expect(outcome).toEqual({
      stop: {
        state: 'refused',
        category: 'configuration',
        reason:
          '.github/patchplane.yml can not be used, so nothing runs: line 2: "verification" must be a map of keys.',
      },
    });
    expect(closed).toEqual(['closed']);
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
      execute: () => Promise.reject(new Error('there is nothing to set up')),
      narrow: () => Promise.reject(new Error('it is narrow already')),
      destroy: async () => undefined,
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
