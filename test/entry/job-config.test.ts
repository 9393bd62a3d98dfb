import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readJobConfig } from '../../action/entry/job-config.ts';
import { readProposeConfig } from '../../action/entry/propose-config.ts';
import { type GitHubFixture, startSampleGitHub } from '../embedded/github/github-fixture.ts';

let fixture: GitHubFixture;
beforeAll(async () => {
  fixture = await startSampleGitHub();
});
afterAll(() => fixture.stop());

const environment = () => ({
  GITHUB_TOKEN: 'token-propose',
  GITHUB_REPOSITORY: 'acme/pagination',
  GITHUB_API_URL: fixture.github.apiUrl,
});

/** Commits the file to a branch, as its owner does. */
async function commit(branch: string, text: string): Promise<void> {
  await commitTree(branch, await blobOf('patchplane.config.json', text));
}

/** The same for the file that stands in a folder. */
async function commitRepositoryConfig(text: string): Promise<void> {
  const folder = await fixture.git.text(['mktree'], {
    input: await blobOf('patchplane.yml', text),
  });
  await commitTree('main', `040000 tree ${folder}\t.github\n`);
}

async function blobOf(name: string, text: string): Promise<string> {
  const blob = await fixture.git.text(['hash-object', '-w', '--stdin'], { input: text });
  return `100644 blob ${blob}\t${name}\n`;
}

async function commitTree(branch: string, entry: string): Promise<void> {
  const { git, start } = fixture;
  const person = {
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.com',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.com',
  };
  const tree = await git.text(['mktree'], { input: entry });
  const made = await git.text(['commit-tree', '-p', start.commit, '-m', 'configure', tree], {
    env: person,
  });
  await git.bytes(['update-ref', `refs/heads/${branch}`, made]);
}

describe('the configuration of a job', () => {
  it('is none where the default branch has none, whatever other branches have', async () => {
    await commit('of-a-pull-request', '{"version": 1, "killSwitch": false, "label": "mine"}');

    expect(await readJobConfig(environment())).toBe(undefined);
  });

  it('[CFG-01] is the default branch’s file', async () => {
    await commit('main', '{"version": 1, "label": "ours"}');

    expect(await readJobConfig(environment())).toEqual({ version: 1, label: 'ours' });
  });

  it('[PKG-14] takes the model from .github/patchplane.yml where nothing else names one', async () => {
    await commitRepositoryConfig('version: 1\nagent: { provider: anthropic, model: claude-x }\n');
    const told = { ...environment(), PATCHPLANE_AGENT_MODEL: 'other' };

    expect(await readProposeConfig(environment())).toEqual({
      version: 1,
      agent: { provider: 'anthropic', model: 'claude-x' },
    });
    expect(await readProposeConfig(told)).toBe(undefined);
  });

  it('leaves it to the run to refuse a .github/patchplane.yml that can not be used', async () => {
    await commitRepositoryConfig('version: 1\nagents: {}\n');

    expect(await readProposeConfig(environment())).toBe(undefined);
  });

  it('a file that can not be used stops the job', async () => {
    await commit('main', '{"version": 1, "lable": "ours"}');

    await expect(readJobConfig(environment())).rejects.toMatchObject({
      code: 'misconfigured',
      tell: expect.stringContaining('line 1: there is no setting "lable"'),
    });
  });

  it('a GitHub that refuses stops the job; an environment without a repository asks nobody', async () => {
    const before = fixture.github.exchanges().length;
    expect(await readJobConfig({ GITHUB_API_URL: fixture.github.apiUrl })).toBe(undefined);
    expect(await readJobConfig({ ...environment(), GITHUB_API_URL: 'nowhere' })).toBe(undefined);
    expect(fixture.github.exchanges()).toHaveLength(before);

    await expect(
      readJobConfig({ ...environment(), GITHUB_TOKEN: 'token-of-nobody' }),
    ).rejects.toMatchObject({ code: 'auth' });
  });
});
