import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkGitHub } from '../../action/entry/cli/github-checks.ts';
import { createGitHubReadiness } from '../../action/plugins/github/readiness.ts';
import { type GitHubFixture, startSampleGitHub } from '../embedded/github/github-fixture.ts';

let fixture: GitHubFixture;
beforeAll(async () => {
  fixture = await startSampleGitHub();
});
afterAll(() => fixture.stop());

const setUp = { repository: 'acme/pagination', environment: 'patchplane', appId: 15_368 };

function readiness(token = 'token-mia') {
  return createGitHubReadiness({ token, apiUrl: fixture.github.apiUrl }, fixture.repository);
}

describe('how a repository is set up, as GitHub tells it', () => {
  it('[A8] no environment, no required check: red, each with its call', async () => {
    const checks = await checkGitHub(readiness(), setUp);

    expect(checks.filter(({ status }) => status === 'red')).toMatchObject([
      { id: 'environment-protection', detail: expect.stringContaining('there is no environment') },
      { id: 'required-check', detail: expect.stringContaining('does not require') },
    ]);
  });

  it('[A7] an environment with gaps', async () => {
    fixture.github.protectEnvironment('patchplane', { branches: 'any', adminsCanBypass: true });

    expect(await readiness().readEnvironment('patchplane')).toEqual({
      reviewers: 0,
      branches: 'any',
      adminsCanBypass: true,
    });
    fixture.github.protectEnvironment('patchplane', { branches: 'protected' });
    expect(await readiness().readEnvironment('patchplane')).toMatchObject({
      branches: 'protected',
    });
  });

  it('[A7] [E10] everything in place is green', async () => {
    fixture.github.protectEnvironment('patchplane', {
      reviewers: ['mia-maintains'],
      branches: ['main'],
      adminsCanBypass: false,
    });
    fixture.github.addRuleset({
      name: 'protect main',
      requiredChecks: [{ context: 'PatchPlane', appId: 15_368 }],
    });

    const checks = await checkGitHub(readiness(), setUp);

    expect(checks.filter(({ status }) => status === 'red')).toEqual([]);
    expect(checks.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'token',
        'environment-protection',
        'publish-secret',
        'required-check',
      ]),
    );
  });

  it('[E10] a check that anybody may post', async () => {
    fixture.github.addRuleset({ name: 'open', requiredChecks: [{ context: 'PatchPlane' }] });

    expect(await readiness().listRequiredChecks('main')).toContainEqual({
      context: 'PatchPlane',
      appId: undefined,
    });
  });

  it('a token that may do nothing, and one that is none, are told as red lines', async () => {
    const nothing = await checkGitHub(readiness('token-nothing'), setUp);
    const none = await checkGitHub(readiness('token-of-nobody'), setUp);

    for (const checks of [nothing, none])
      expect(checks.some(({ status }) => status === 'red')).toBe(true);
    expect(JSON.stringify([nothing, none])).not.toMatch(/token-(nothing|of-nobody)/);
  });

  it('asks with reads only, and each thing once', async () => {
    const before = fixture.github.exchanges().length;

    await checkGitHub(readiness(), setUp);

    const asked = fixture.github.exchanges().slice(before);
    expect(asked.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(asked.length).toBeLessThan(12);
  });
});
