import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ensurePi } from '../../../action/embedded/pi-package.ts';

/*
 * npm is a script of the test that does what `npm pack` does: it leaves a tarball in
 * `--pack-destination` and counts how often it was called.
 */

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchplane-pi-package-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('fetches, checks, unpacks and then never asks again', async () => {
  const { npm, wanted, calls } = await registry({ 'package/cli.js': 'hello', '../evil': 'x' });
  const cacheDir = join(folder, 'cache');

  const first = await ensurePi({ cacheDir, npm, wanted, registry: null });
  const second = await ensurePi({ cacheDir, npm, wanted, registry: null });

  expect(second).toBe(first);
  expect(readFileSync(join(first, 'cli.js'), 'utf8')).toBe('hello');
  expect(readdirSync(cacheDir)).toHaveLength(1);
  expect(calls()).toHaveLength(1);
  expect(calls()[0]).toContain('pack some-package@1.2.3 --ignore-scripts');
});

it('two at once end with one whole folder', async () => {
  const { npm, wanted } = await registry({ 'package/cli.js': 'hello' });
  const cacheDir = join(folder, 'cache');

  const [one, two] = await Promise.all([
    ensurePi({ cacheDir, npm, wanted, registry: null }),
    ensurePi({ cacheDir, npm, wanted, registry: null }),
  ]);

  expect(one).toBe(two);
  expect(readdirSync(cacheDir)).toHaveLength(1);
});

it('a package with another content is refused and leaves nothing', async () => {
  const { npm, wanted } = await registry({ 'package/cli.js': 'evil' });
  const cacheDir = join(folder, 'cache');
  const pinned = { ...wanted, integrity: `sha512-${'A'.repeat(86)}==` };

  await expect(ensurePi({ cacheDir, npm, wanted: pinned, registry: null })).rejects.toMatchObject({
    code: 'tampered',
  });
  expect(readdirSync(cacheDir)).toEqual([]);
});

it('a folder that somebody emptied is replaced', async () => {
  const { npm, wanted } = await registry({ 'package/cli.js': 'hello' });
  const cacheDir = join(folder, 'cache');
  const place = await ensurePi({ cacheDir, npm, wanted, registry: null });
  rmSync(join(place, 'cli.js'));
  writeFileSync(join(place, 'rest'), '');

  await ensurePi({ cacheDir, npm, wanted, registry: null });

  expect(readFileSync(join(place, 'cli.js'), 'utf8')).toBe('hello');
});

it.each([
  { name: 'npm that fails', npm: ['sh', '-c', 'echo no network >&2; exit 1'], tells: 'no network' },
  { name: 'npm that is not there', npm: ['no-such-npm'], tells: 'no-such-npm did not start' },
  { name: 'npm that leaves nothing', npm: ['true'], tells: 'left no tarball' },
])('$name is told with what to check', async ({ npm, tells }) => {
  await expect(
    ensurePi({ cacheDir: join(folder, 'cache'), npm, registry: null }),
  ).rejects.toMatchObject({
    code: 'unavailable',
    tell: expect.stringContaining(tells),
  });
});

async function registry(files: Record<string, string>) {
  const tarball = pack();
  for (const [name, content] of Object.entries(files)) tarball.entry({ name }, content);
  tarball.finalize();
  const bytes = gzipSync(await buffer(tarball));
  writeFileSync(join(folder, 'package.tgz'), bytes);
  mkdirSync(join(folder, 'bin'));
  const npm = join(folder, 'bin/npm');
  writeFileSync(
    npm,
    `#!/bin/sh\necho "$@" >> "${folder}/calls"\ncp "${folder}/package.tgz" "$6/some-package-1.2.3.tgz"\n`,
  );
  chmodSync(npm, 0o755);
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  return {
    npm: [npm],
    wanted: { name: 'some-package', version: '1.2.3', integrity, entry: 'cli.js' },
    calls: () => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n'),
  };
}
