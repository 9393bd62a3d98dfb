import { Buffer } from 'node:buffer';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrustedRepository } from '../../action/core/services/source-control-service.ts';
import { createCaptureScratch, reasonOf } from '../core/capture/capture-scratch.ts';
import { refusedPaths } from '../fixtures/hostile-paths.ts';
import { createScratch, writeFiles } from '../plugins/git/scratch-repository.ts';

describe('[D2] a path that leaves its place or means .git somewhere', () => {
  const scratch = createScratch({ a: 'a\n' });
  const open: { repository: TrustedRepository | undefined } = { repository: undefined };
  beforeAll(async () => {
    open.repository = await scratch.open();
  });
  afterAll(async () => {
    await open.repository?.close();
    scratch.remove();
  });

  it.each(refusedPaths)('is refused: $about', async ({ path }) => {
    const answer = await open.repository?.derive({
      written: [{ path, mode: '100644', content: Buffer.from('x') }],
      deleted: [],
    });

    expect(answer).toMatchObject({ kind: 'refused', because: expect.stringMatching(oneLine) });
  });

  it.each(refusedPaths)('is refused next to a harmless one: $about', async ({ path }) => {
    const answer = await open.repository?.derive({
      written: [
        { path: Buffer.from('fine'), mode: '100644', content: Buffer.from('x') },
        { path, mode: '120000', content: Buffer.from('/etc') },
      ],
      deleted: [],
    });

    expect(answer?.kind).toBe('refused');
  });
});

it.each(['.GIT/config', '.git./hooks/x', 'deep/.Git/config', 'git~1/config', '.g\u200cit/config'])(
  '[D2] found in a work tree, it stops the run: %j',
  async (path) => {
    const made = createCaptureScratch({ a: 'a\n' });
    writeFiles(made.workspace, { [path]: '[core]' });

    expect(reasonOf(await made.capture())).toMatch(/^The path ".*" is refused: /);
    made.remove();
  },
);

it.each(['../escape', '/tmp/patchplane-escape', 'a/../../escape'])(
  '[D2] ignore rules are not written outside of their folder: %s',
  async (folder) => {
    const scratch = createScratch({ a: 'a\n' });
    const repository = await scratch.open();

    const asking = repository.ignoredPaths(
      [{ path: Buffer.from(`${folder}/.gitignore`), mode: '100644', content: Buffer.from('*') }],
      [Buffer.from('x')],
    );

    await expect(asking).rejects.toMatchObject({ code: 'invalid-answer' });
    expect(existsSync('/tmp/patchplane-escape')).toBe(false);
    expect(existsSync(join(scratch.root, 'state', 'escape'))).toBe(false);
    await repository.close();
    scratch.remove();
  },
);

const oneLine = /^[\x20-\x7e]{10,400}$/;
