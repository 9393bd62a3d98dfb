import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pinnedKeysPath } from '../../action/domain/dsse-envelope.ts';
import { readPinnedKeys } from '../../action/entry/pinned-keys.ts';
import { newSigningKey } from '../../approval-app/embedded/new-keys.ts';
import { createSigner } from '../../approval-app/server/signer.ts';
import { type GitHubFixture, startSampleGitHub } from '../embedded/github/github-fixture.ts';

const { pinned } = createSigner(newSigningKey());

describe('[E1] the keys that a repository pins', () => {
  let fixture: GitHubFixture;
  beforeAll(async () => {
    fixture = await startSampleGitHub();
  });
  afterAll(() => fixture.stop());

  /** Pushes it to a branch, as a file or as a folder with one. */
  const push = async (text: string, branch = 'main', path: string = pinnedKeysPath) => {
    const { git, start } = fixture;
    const env = {
      GIT_AUTHOR_NAME: 'Ada',
      GIT_AUTHOR_EMAIL: 'ada@example.com',
      GIT_COMMITTER_NAME: 'Ada',
      GIT_COMMITTER_EMAIL: 'ada@example.com',
    };
    const blob = await git.text(['hash-object', '-w', '--stdin'], { input: text });
    await git.bytes(['read-tree', start.commit]);
    await git.bytes(['update-index', '--add', '--cacheinfo', `100644,${blob},${path}`]);
    const tree = await git.text(['write-tree']);
    const made = await git.text(['commit-tree', '-p', start.commit, '-m', 'Pin', tree], { env });
    await git.bytes(['update-ref', `refs/heads/${branch}`, made]);
  };
  const read = async () =>
    await readPinnedKeys(
      { token: 'token-propose', apiUrl: fixture.github.apiUrl },
      { owner: 'acme', name: 'pagination' },
    );

  it('are none where the default branch has no file, whatever another branch has', async () => {
    await push(JSON.stringify(pinned), 'theirs');

    expect(await read()).toBeUndefined();
  });

  it('are those of the default branch', async () => {
    await push(JSON.stringify(pinned));

    expect(await read()).toEqual(pinned);
  });

  it.each([
    ['is empty', ''],
    ['is not JSON', '{"schemaVersion": 1, "keys": ['],
    ['pins no key', '{"schemaVersion": 1, "keys": []}'],
    ['has a member that nobody knows', JSON.stringify({ ...pinned, also: 1 })],
    [
      'has a key of another length',
      JSON.stringify(pinned).replace(/"publicKey":"..../, '"publicKey":"'),
    ],
    ['is longer than keys are', `${JSON.stringify(pinned)}${' '.repeat(70_000)}`],
    ['is longer than GitHub gives', `${JSON.stringify(pinned)}${' '.repeat(1_100_000)}`],
  ])('a file that %s is not taken for none', async (_, text) => {
    await push(text);

    await expect(read()).rejects.toMatchObject({
      ...{ code: 'misconfigured', retryable: false },
      tell: expect.stringContaining(pinnedKeysPath),
    });
  });

  it('a folder of that name is not taken for none', async () => {
    await push('x', 'main', `${pinnedKeysPath}/x`);

    await expect(read()).rejects.toMatchObject({ code: 'misconfigured' });
  });
});
