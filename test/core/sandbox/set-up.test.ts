import { expect, it } from 'vitest';
import { setUpOf } from '../../../action/core/sandbox/set-up.ts';

const base = (files: Readonly<Record<string, string>>) => ({
  readBaseFile: async (path: string) =>
    path in files ? new TextEncoder().encode(files[path]) : undefined,
});
const setup = [['npm', 'ci']];
const lock = (resolved: string) =>
  JSON.stringify({
    packages: {
      'node_modules/a': { resolved, funding: { url: 'https://opencollective.example/a' } },
      'node_modules/b': { resolved: 'https://packages.example.net/b/-/b-1.0.0.tgz' },
    },
  });

it('reaches the registries that the lockfile of the base takes packages from, and what is configured', async () => {
  const { commands, allow } = await setUpOf(
    { version: 1, environment: { setup, allow: ['*.example.com', 'cache.example.org:8443'] } },
    base({ 'package-lock.json': lock('https://npm.corp.example:8080/a/-/a-1.0.0.tgz') }),
  );

  expect(commands).toEqual(setup);
  expect(allow).toEqual([
    '*.example.com:443',
    'cache.example.org:8443',
    'npm.corp.example:8080',
    'packages.example.net:443',
  ]);
});

it.each([
  ['pnpm-lock.yaml', 'lockfileVersion: "9.0"', [`${['registry', 'npmjs', 'org'].join('.')}:443`]],
  [
    'uv.lock',
    'source = { registry = "https://pypi.org/simple" }\nsdist = { url = "https://files.pythonhosted.org/packages/a.tar.gz" }',
    ['files.pythonhosted.org:443', 'pypi.org:443'],
  ],
  ['go.sum', 'example.com/m v1.0.0 h1:x=', ['proxy.golang.org:443', 'sum.golang.org:443']],
  [
    'Cargo.lock',
    'source = "registry+https://github.com/rust-lang/crates.io-index"',
    ['index.crates.io:443', 'static.crates.io:443'],
  ],
  [
    'yarn.lock',
    'a@^1:\n  version "1.0.0"\n  resolved "https://packages.example.net/a/-/a-1.0.0.tgz#x"\n',
    ['packages.example.net:443'],
  ],
  ['Gemfile.lock', 'GEM\n  remote: https://rubygems.org/\n', ['rubygems.org:443']],
])('reads %s', async (file, content, hosts) => {
  const { allow } = await setUpOf(
    { version: 1, environment: { setup } },
    base({ [file]: content }),
  );

  expect([...allow]).toEqual(hosts);
});

it('opens nothing where there is nothing to run', async () => {
  const nothing = await setUpOf(
    { version: 1, environment: { allow: ['example.com'] } },
    base({ 'package-lock.json': lock('https://packages.example.net/a/-/a-1.0.0.tgz') }),
  );

  expect(nothing).toEqual({ commands: [], allow: [] });
});
