import { Buffer } from 'node:buffer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrustedRepository } from '../../../action/core/services/source-control-service.ts';
import { defaultLimits } from '../../../action/plugins/git/limits.ts';
import { acceptedPaths } from '../../fixtures/hostile-paths.ts';
import { createScratch } from './scratch-repository.ts';

describe('ignoredPaths', () => {
  const scratch = createScratch({ a: 'a\n' });
  const open: { repository: TrustedRepository | undefined } = { repository: undefined };
  beforeAll(async () => {
    open.repository = await scratch.open({ ...defaultLimits, ignoreSeconds: 2 });
  });
  afterAll(async () => {
    await open.repository?.close();
    scratch.remove();
  });

  async function ignored(
    rules: Readonly<Record<string, string | Uint8Array>>,
    paths: readonly (string | Uint8Array)[],
  ): Promise<readonly string[]> {
    const files = Object.entries(rules).map(([path, content]) => ({
      path: Buffer.from(path),
      mode: '100644' as const,
      content: Buffer.from(content),
    }));
    const asked = paths.map((path) => Buffer.from(path));
    const answer = await open.repository?.ignoredPaths(files, asked);
    return [...(answer ?? [])].map((path) => Buffer.from(path, 'base64').toString()).sort();
  }

  it.each([
    ['nothing without rules', {}, ['a', 'b/c'], []],
    [
      'a folder and all in it',
      { '.gitignore': 'out/\n' },
      ['out/a/b', 'out', 'x/out/y'],
      ['out/a/b', 'x/out/y'],
    ],
    ['an exception', { '.gitignore': '*.log\n!keep.log\n' }, ['a.log', 'keep.log'], ['a.log']],
    [
      'rules of a folder, for that folder',
      { 'd/.gitignore': 'x\n' },
      ['x', 'd/x', 'd/e/x'],
      ['d/e/x', 'd/x'],
    ],
    ['anchored', { '.gitignore': '/x\n' }, ['x', 'd/x'], ['x']],
    [
      'an exception inside an ignored folder does not count',
      { '.gitignore': 'out/\n', 'out/.gitignore': '!x\n' },
      ['out/x'],
      ['out/x'],
    ],
    ['everything', { '.gitignore': '*\n' }, ['.gitignore', 'a'], ['.gitignore', 'a']],
    [
      'carriage returns and a byte order mark',
      { '.gitignore': '\ufeffa\r\nb\r\n' },
      ['a', 'b'],
      ['a', 'b'],
    ],
    [
      'bytes that are no text',
      { '.gitignore': Uint8Array.from([0xff, 0x0a, 0x61, 0x0a]) },
      ['a'],
      ['a'],
    ],
    [
      "paths outside are nobody's",
      { '.gitignore': '*\n' },
      ['../x', '/etc/passwd', 'a//b', ''],
      [],
    ],
  ] as const)('%s', async (_about, rules, paths, expected) => {
    expect(await ignored(rules, paths)).toEqual(expected);
  });

  it('answers for every hostile name with exactly that name', async () => {
    const paths = acceptedPaths.map(({ path }) => path);

    const all = await open.repository?.ignoredPaths(
      [{ path: Buffer.from('.gitignore'), mode: '100644', content: Buffer.from('*\n') }],
      paths,
    );

    expect(all).toEqual(new Set(paths.map((path) => Buffer.from(path).toString('base64'))));
  });

  it('comes to an end on patterns made to take for ever', async () => {
    const pattern = `${'*a'.repeat(40)}b\n${'**/'.repeat(200)}x\n`;
    const asking = ignored({ '.gitignore': pattern }, ['a'.repeat(250), `${'d/'.repeat(300)}y`]);

    const end = await asking.then(
      (paths) => paths.join(),
      (failure) => failure.code,
    );

    expect(['', 'timeout']).toContain(end);
  });
});
