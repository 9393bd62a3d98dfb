import { describe, expect, it } from 'vitest';
import type { EnvironmentProtection } from '../../action/plugins/github/readiness.ts';
import { protectedWell } from '../cli/instruments.ts';
import { doctorOn } from './doctor-on.ts';

const on = (different: Partial<EnvironmentProtection>) =>
  doctorOn('environment-protection', {
    readEnvironment: async () => ({ ...protectedWell, ...different }),
  });

describe('a workflow dispatched from a branch of the attacker', () => {
  it('[A7] doctor is content with the default branch only', async () => {
    expect(await on({})).toMatchObject([{ status: 'green' }]);
  });

  const open: readonly (readonly [string, Partial<EnvironmentProtection>, RegExp])[] = [
    ['any branch', { branches: 'any' }, /from any branch/],
    ['every protected branch', { branches: 'protected' }, /every protected branch/],
    ['another branch too', { branches: ['main', 'release/*'] }, /other names than main/],
    ['a tag of the same name', { branches: ['tag main'] }, /other names than main/],
    ['no branch at all', { branches: [] }, /other names than main/],
    ['administrators', { adminsCanBypass: true }, /lets administrators pass/],
    ['nobody can say', { adminsCanBypass: undefined }, /does not say/],
  ];
  it.each(open)(
    '[A7] doctor is red where the environment lets in: %s',
    async (_what, how, told) => {
      const checks = await on(how);

      expect(checks).toMatchObject([
        {
          status: 'red',
          detail: expect.stringMatching(told),
          fix: expect.stringContaining('gh api -X '),
        },
      ]);
    },
  );

  it('[A7] doctor is red where every workflow gets the secret that publishes', async () => {
    const checks = await doctorOn('publish-secret', {
      listRepositorySecrets: async () => ['ANTHROPIC_API_KEY', 'PATCHPLANE_APP_PRIVATE_KEY'],
    });

    expect(checks).toMatchObject([
      {
        status: 'red',
        detail: expect.stringContaining('PATCHPLANE_APP_PRIVATE_KEY is open to every workflow'),
        fix: expect.stringContaining(
          "gh secret set PATCHPLANE_APP_PRIVATE_KEY --env 'patchplane'\ngh secret delete",
        ),
      },
    ]);
  });

  it('[A7] secrets that can not be seen are not called good', async () => {
    const checks = await doctorOn('publish-secret', {
      listRepositorySecrets: async () => undefined,
    });

    expect(checks).toMatchObject([{ status: 'skipped' }]);
  });
});
