import { describe, expect, it } from 'vitest';
import { gatherDependencies } from '../../../action/core/policy/dependencies/gather-dependencies.ts';
import { scanDependencies } from '../../../action/core/policy/dependencies/scan-dependencies.ts';
import { lockfiles } from './dependency-lockfiles.ts';

const notesOf = (path: string, before: string | undefined, after: string | undefined) =>
  scanDependencies(path, before, after)?.notes.map(({ change, name }) =>
    `${change} ${name}`.trim(),
  );

describe.each(lockfiles)('[SEC-17] $path', ({ path, entry, manifest }) => {
  const good = entry({ name: 'left', version: '1.0.0' });
  const file = (...entries: readonly string[]) => entry.file(entries);

  it('says nothing about what stays', () => {
    expect(notesOf(path, file(good), file(good))).toEqual([]);
  });

  it('tells a new package from a new version and from one that is gone', () => {
    const newer = entry({ name: 'left', version: '2.0.0' });
    const other = entry({ name: 'rightful', version: '1.0.0' });

    expect(notesOf(path, file(good), file(newer))).toEqual(['updated left']);
    expect(notesOf(path, file(good), file(good, other))).toEqual(['added rightful']);
    expect(notesOf(path, file(good, other), file(good))).toEqual(['removed rightful']);
  });

  it('notices a digest that is gone, and another one for the same version', () => {
    const bare = entry({ name: 'left', version: '1.0.0', digest: 'none' });
    const swapped = entry({ name: 'left', version: '1.0.0', digest: 'other' });

    expect(notesOf(path, file(good), file(swapped))).toContain('weak-integrity left');
    if (!entry.alwaysHasDigest)
      expect(notesOf(path, file(good), file(bare))).toContain('weak-integrity left');
  });

  it('notices another host, where it names hosts', () => {
    if (!entry.namesHosts) return expect(entry.namesHosts).toBe(false);
    const moved = entry({ name: 'left', version: '1.0.0', host: 'packages.evil.test' });

    expect(notesOf(path, file(good), file(moved))).toContain('registry-host left');
    expect(notesOf(path, undefined, file(moved))).toContain('registry-host left');
  });

  it('notices a package that comes from git', () => {
    if (!entry.git) return expect(entry.git).toBeUndefined();
    const foreign = entry.git('left');

    expect(notesOf(path, file(good), file(foreign))).toContain('foreign-source left');
  });

  it('is unread where it is not what it should be, never clean', () => {
    expect(scanDependencies(path, file(good), entry.broken)).toMatchObject({ unread: true });
  });

  it('needs a manifest that asks for the change', () => {
    const lock = {
      path: `app/${path}`,
      scan: scanDependencies(path, file(good), file(entry({ name: 'left', version: '2.0.0' }))),
    };
    const asks = {
      path: `app/${manifest.path}`,
      scan: scanDependencies(manifest.path, manifest.before, manifest.after),
    };
    const elsewhere = { ...asks, path: `other/${manifest.path}` };
    const changes = (...files: readonly (typeof lock)[]) =>
      gatherDependencies(
        files.flatMap(({ path: at, scan }) => (scan ? [{ path: at, scan }] : [])),
      ).changes.map(({ change }) => change);

    expect(changes(lock)).toContain('lock-without-manifest');
    expect(changes(lock, elsewhere)).toContain('lock-without-manifest');
    expect(changes(lock, asks)).not.toContain('lock-without-manifest');
  });
});

describe('[SEC-17] manifests', () => {
  it.each([
    [
      'package.json',
      '{"dependencies":{}}',
      '{"dependencies":{"a":"git+https://github.com/x/a.git"}}',
      'foreign-source a',
    ],
    ['package.json', '{"dependencies":{}}', '{"dependencies":{"a":"x/a"}}', 'foreign-source a'],
    [
      'package.json',
      '{"dependencies":{}}',
      '{"dependencies":{"a":"https://x.test/a.tgz"}}',
      'foreign-source a',
    ],
    ['package.json', '{}', '{"scripts":{"postinstall":"node x.js"}}', 'install-script'],
    ['package.json', '{}', '{"trustedDependencies":["a"]}', 'install-script'],
    ['package.json', '{}', '{"dependencies":{"expres":"1"}}', 'look-alike expres'],
    [
      'requirements.txt',
      'flask==1\n',
      'flask==1\nleft @ git+https://x.test/left.git\n',
      'foreign-source left',
    ],
    [
      'requirements.txt',
      'flask==1\n',
      '--extra-index-url https://evil.test/simple\nflask==1\n',
      'registry-host',
    ],
    ['requirements.txt', 'flask==1 --hash=sha256:aa\n', 'flask==1\n', 'weak-integrity flask'],
    [
      'requirements.txt',
      'flask==1 --hash=sha256:aa\n',
      'flask==1 --hash=sha256:bb\n',
      'weak-integrity flask',
    ],
    ['requirements.txt', '', 'reqeusts\n', 'look-alike reqeusts'],
    [
      'pyproject.toml',
      '',
      '[tool.uv.sources]\nleft = { git = "https://x.test/left" }\n',
      'foreign-source left (source)',
    ],
    [
      'pyproject.toml',
      '',
      '[[tool.uv.index]]\nurl = "https://evil.test/simple"\n',
      'registry-host',
    ],
    ['pyproject.toml', '', '[project]\ndependencies = ["left>=1"]\n', 'added left'],
    [
      'Cargo.toml',
      '',
      '[dependencies]\nleft = { git = "https://x.test/left" }\n',
      'foreign-source left',
    ],
    [
      'Cargo.toml',
      '',
      '[patch.crates-io]\nserde = { git = "https://x.test/serde" }\n',
      'foreign-source serde (patched)',
    ],
    ['Cargo.toml', '', '[dependencies]\nleft = "1"\n', 'added left'],
    ['go.mod', 'module a\n', 'module a\nrequire (\n\tx.test/left v1.0.0\n)\n', 'added x.test/left'],
    [
      'go.mod',
      'module a\n',
      'module a\nreplace x.test/a => y.test/b v1.0.0\n',
      'foreign-source x.test/a (replaced)',
    ],
    ['pnpm-workspace.yaml', 'packages: []\n', 'onlyBuiltDependencies: [left]\n', 'install-script'],
  ])('%s: %j to %j', (path, before, after, expected) => {
    expect(notesOf(path, before, after)).toContain(expected);
  });

  it('a workspace of the same repository is nobody else’s code', () => {
    expect(
      notesOf('package.json', '{}', '{"dependencies":{"a":"workspace:*","b":"file:../b"}}'),
    ).toEqual(['added a', 'added b']);
  });

  it('a popular package is no look-alike of itself', () => {
    expect(notesOf('package.json', '{}', '{"dependencies":{"express":"1"}}')).toEqual([
      'added express',
    ]);
  });
});

describe('install scripts in lockfiles', () => {
  it('npm says which package runs code, and a new one that does is told', () => {
    const lock = (extra: object) =>
      JSON.stringify({
        lockfileVersion: 3,
        packages: {
          'node_modules/a': {
            version: '1.0.0',
            resolved: 'https://registry.npmjs.org/a/-/a-1.0.0.tgz',
            integrity: 'sha512-aa',
            ...extra,
          },
        },
      });

    expect(notesOf('package-lock.json', lock({}), lock({ hasInstallScript: true }))).toEqual([
      'install-script a',
    ]);
  });
});
