import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TreeChange } from '../../../action/domain/candidate-patch-set.ts';
import { createGitHubWriter } from '../../../action/plugins/github/writer.ts';
import { failure, type PluginFixture, startPlugin } from './plugin-fixture.ts';

let plugin: PluginFixture;

beforeAll(async () => {
  plugin = await startPlugin();
});

afterAll(async () => {
  await plugin.fixture.stop();
});

describe('RepositoryWriter', () => {
  it('[SVC-21] makes a commit whose tree is the one that git makes of the same changes', async () => {
    const contents = new Map<string, Uint8Array>();
    const added = (path: string, mode: string, content: string | Uint8Array): TreeChange => {
      const bytes = Buffer.from(content);
      const blob = blobId(bytes);
      contents.set(blob, bytes);
      return { path, status: 'A', oldMode: null, newMode: mode, oldBlob: null, newBlob: blob };
    };
    const changes: TreeChange[] = [
      { ...added('src/page.js', '100644', 'export const lastPage = Math.ceil;\n'), status: 'M' },
      added('bin/run.sh', '100755', '#!/bin/sh\n'),
      added('link', '120000', 'src/page.js'),
      added('image.bin', '100644', new Uint8Array([0, 255, 10, 13, 128])),
      added('dir with space/naïve "name"\t.txt', '100644', 'x'),
      added('copy.bin', '100644', new Uint8Array([0, 255, 10, 13, 128])),
      deleted('docs/old.md'),
    ];

    const commit = await plugin.writer.createCommit(plugin.repository, {
      base: plugin.base,
      message: 'Fix the last page\n\nPatchPlane-Run: run-1',
      date,
      changes,
      readBlob: async (blob) => contents.get(blob) ?? new Uint8Array(),
    });

    expect(commit.tree).toBe(await treeByGit(changes, contents));
    expect(await plugin.fixture.git.text(['rev-parse', `${commit.sha}^{tree}`])).toBe(commit.tree);
    expect(await plugin.fixture.git.text(['rev-parse', `${commit.sha}^@`])).toBe(
      plugin.base.commit,
    );
    expect(await plugin.fixture.git.text(['show', '-s', '--format=%B', commit.sha])).toBe(
      'Fix the last page\n\nPatchPlane-Run: run-1',
    );
    expect(await plugin.fixture.git.text(['fsck', '--strict', '--no-dangling'])).toBe('');
  });

  it('makes the same commit twice as one', async () => {
    const first = await commitOf([deleted('docs/old.md')]);
    expect(await commitOf([deleted('docs/old.md')])).toEqual(first);
    expect(await plugin.fixture.git.text(['show', '-s', '--format=%an %ct', first.sha])).toBe(
      `github-actions[bot] ${Date.parse(date) / 1_000}`,
    );
  });

  it('names a path that the API can not express', async () => {
    const path = { base64: Buffer.from([0x61, 0xff, 0x62]).toString('base64') };
    const change = { ...deleted('docs/old.md'), path };
    await expect(commitOf([change])).rejects.toEqual(failure('misconfigured', /"aÿb".*not UTF-8/));
  });

  it('notices bytes that are not those of the blob', async () => {
    const change = {
      ...deleted('src/page.js'),
      status: 'M',
      newMode: '100644',
      newBlob: 'a'.repeat(40),
    } as const;
    await expect(commitOf([change], async () => Buffer.from('other'))).rejects.toEqual(
      failure('tampered', /not those that were approved/),
    );
  });

  it.each(['.git/config', '../up', '/absolute', 'a//b'])(
    'GitHub refuses the path %j',
    async (path) => {
      const content = Buffer.from('x');
      const change = {
        ...deleted('docs/old.md'),
        path,
        status: 'A',
        newMode: '100644',
        newBlob: blobId(content),
      } as const;
      await expect(commitOf([change], async () => content)).rejects.toEqual(
        failure('misconfigured', /malformed path component/),
      );
    },
  );

  it('needs a separate permission to touch workflows, and says so', async () => {
    const content = Buffer.from('on: push\n');
    const change = {
      ...deleted('.github/workflows/evil.yml'),
      status: 'A',
      newMode: '100644',
      newBlob: blobId(content),
    } as const;
    await expect(commitOf([change], async () => content)).rejects.toEqual(
      failure('auth', /workflows: write/),
    );
  });

  it('[SVC-20] creates a branch once; a second time is a conflict', async () => {
    const ref = 'refs/heads/patchplane/run-1-aa';
    await plugin.writer.createBranch(plugin.repository, ref, plugin.base.commit);
    await expect(
      plugin.writer.createBranch(plugin.repository, ref, plugin.base.commit),
    ).rejects.toEqual(failure('conflict'));
    expect(await plugin.writer.readBranch(plugin.repository, ref)).toEqual(plugin.fixture.start);
  });

  it.each([
    'refs/heads/main',
    'refs/heads/patchplane/',
    'refs/heads/patchplane/../main',
    'refs/tags/patchplane/x',
    'patchplane/x',
    'refs/heads/patchplane/a/b',
  ])('[SVC-20] has no way to create %j', async (ref) => {
    const sent = plugin.wire();
    await expect(
      plugin.writer.createBranch(plugin.repository, ref, plugin.base.commit),
    ).rejects.toEqual(failure('misconfigured'));
    expect(sent()).toEqual([]);
  });

  it('can not point a branch at a commit that is not there', async () => {
    const ref = 'refs/heads/patchplane/nowhere';
    await expect(
      plugin.writer.createBranch(plugin.repository, ref, '0'.repeat(40)),
    ).rejects.toEqual(failure('misconfigured', /Object does not exist/));
  });

  it('[SVC-22] [GHB-12] opens a draft pull request and finds it again', async () => {
    const headRef = 'refs/heads/patchplane/run-2-bb';
    const { sha } = await commitOf([deleted('docs/old.md')]);
    await plugin.writer.createBranch(plugin.repository, headRef, sha);
    expect(await plugin.writer.findPullRequest(plugin.repository, headRef)).toBeUndefined();
    const draft = {
      title: 'Fix\nthe last page',
      body: 'Body',
      headRef,
      baseRef: 'refs/heads/main',
      labels: ['ai', 'needs review'],
    };

    const opened = await plugin.writer.createDraftPullRequest(plugin.repository, draft);

    expect(await plugin.writer.findPullRequest(plugin.repository, headRef)).toEqual(opened);
    expect(plugin.fixture.github.state().pulls.at(-1)).toMatchObject({
      number: opened.number,
      headSha: sha,
      baseBranch: 'main',
      draft: true,
    });
    expect(
      plugin.fixture.github.state().issues.find(({ number }) => number === opened.number)?.labels,
    ).toEqual(['ai', 'needs review']);
    await expect(plugin.writer.createDraftPullRequest(plugin.repository, draft)).rejects.toEqual(
      failure('conflict', /already exists/),
    );
  });

  it('opens no pull request without commits', async () => {
    const headRef = 'refs/heads/patchplane/run-3-cc';
    await plugin.writer.createBranch(plugin.repository, headRef, plugin.base.commit);
    await expect(
      plugin.writer.createDraftPullRequest(plugin.repository, {
        title: 't',
        body: '',
        headRef,
        baseRef: 'refs/heads/main',
      }),
    ).rejects.toEqual(failure('misconfigured', /No commits between/));
  });

  it('[PRD-08] the token of propose can not write to the repository', async () => {
    const sneaky = createGitHubWriter(plugin.options('token-propose'));
    await expect(
      sneaky.createBranch(plugin.repository, 'refs/heads/patchplane/sneaky', plugin.base.commit),
    ).rejects.toEqual(failure('auth', /not accessible by integration.*contents: write/));
  });
});

const date = '2026-11-20T10:00:00.000Z';

function deleted(path: string): TreeChange {
  const oldBlob = blobId(Buffer.from('Old.\n'));
  return { path, status: 'D', oldMode: '100644', newMode: null, oldBlob, newBlob: null };
}

function commitOf(
  changes: readonly TreeChange[],
  readBlob: () => Promise<Uint8Array> = async () => new Uint8Array(),
) {
  return plugin.writer.createCommit(plugin.repository, {
    base: plugin.base,
    message: 'm',
    date,
    changes,
    readBlob,
  });
}

function blobId(content: Uint8Array): string {
  return createHash('sha1').update(`blob ${content.byteLength}\0`).update(content).digest('hex');
}

async function treeByGit(
  changes: readonly TreeChange[],
  contents: ReadonlyMap<string, Uint8Array>,
): Promise<string> {
  const env = { GIT_INDEX_FILE: `${plugin.fixture.folder}/index` };
  await plugin.fixture.git.bytes(['read-tree', plugin.base.tree], { env });
  for (const { path, newMode, newBlob } of changes) {
    if (newBlob)
      await plugin.fixture.git.text(['hash-object', '-w', '--stdin'], {
        input: contents.get(newBlob) ?? '',
      });
    const line = newBlob ? `${newMode} ${newBlob}\t${path}\0` : `0 ${'0'.repeat(40)}\t${path}\0`;
    await plugin.fixture.git.bytes(['update-index', '-z', '--index-info'], { env, input: line });
  }
  return plugin.fixture.git.text(['write-tree'], { env });
}

it('every exchange above is one that GitHub describes', () => {
  expect(plugin.undescribed()).toEqual([]);
});
