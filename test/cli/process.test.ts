import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pluginCatalog } from '../../action/entry/plugin-catalog.ts';
import { convex, fromRunner, openai, r2 } from '../entry/environments.ts';
import { root } from '../house/tree.ts';
import { patchplane } from './program.ts';
import { folderWith, snapshot } from './snapshot.ts';

const sealed = join(root, 'test', 'fixtures', 'sealed-by-version-1');

describe('the program patchplane', () => {
  const wrong: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['an unknown command', ['docter'], /unknown command 'docter'.*doctor/s],
    ['an unknown part of a command', ['env', 'chek'], /unknown command 'chek'.*check/s],
    [
      'an unknown plugin',
      ['plugins', 'explain', 'convx'],
      /no plugin "convx"\. Did you mean convex\?/,
    ],
    ['a plugin like no other', ['plugins', 'explain', 'zzzzzzzz'], /There are: github, git/],
    ['an unknown flag', ['doctor', '--offlin'], /--offlin.*--offline/],
    ['an unknown profile', ['init', '--profile', 'daytna'], /github, daytona, full/],
    ['an argument too many', ['doctor', 'now'], /too many arguments|"now"/],
    ['no command', [], /No command was given/],
    ['half a command', ['plugins'], /No command was given/],
    ['a folder that is none', ['--cwd', '/nowhere', 'plugins', 'list'], /--cwd is not a folder/],
    ['a bundle that is none', ['verify', '/nowhere'], /not a folder/],
    ['a bundle to explain that is none', ['policy', 'explain', '/nowhere'], /not a folder.*runs/],
    ['a bundle to explain that is not given', ['policy', 'explain'], /bundle/],
    ['half of a command about policy', ['policy'], /No command was given/],
    ['a bundle to replay that is none', ['replay', '/nowhere'], /not a folder.*runs/],
    ['a repository that is none', ['replay', sealed, '--repo', '/nowhere'], /--repo .*\/nowhere/],
    ['a folder without a repository', ['replay', sealed, '--repo', tmpdir()], /--repo .*git/],
    ['no repository after its flag', ['replay', sealed, '--repo'], /--repo/],
  ];
  it.each(wrong)(
    '[CLI-14] %s is 2, one line on standard error, nothing on standard output',
    async (_what, args, told) => {
      const { code, out, err } = await patchplane(args);

      expect(err).toMatch(told);
      expect(err).toMatch(/^[^\n]+\n$/);
      expect([code, out]).toEqual([2, '']);
    },
  );

  it('[CLI-05] [CLI-06] [CLI-14] says what it is made of, as text and as JSON', async () => {
    const [list, json, explained, help, version] = await Promise.all([
      patchplane(['plugins', 'list']),
      patchplane(['plugins', 'list', '--json']),
      patchplane(['--json', 'plugins', 'explain', 'r2']),
      patchplane(['--help']),
      patchplane(['--version']),
    ]);

    expect(list.out.trim().split('\n')).toHaveLength(pluginCatalog.length);
    expect(JSON.parse(json.out)).toEqual(pluginCatalog);
    expect(JSON.parse(explained.out)).toMatchObject({
      id: 'r2',
      conflictsWith: ['evidence-folder'],
    });
    expect(help.out).toMatch(/verify.*init.*doctor.*env.*plugins/s);
    expect(version.out).toMatch(/^\d+\.\d+\.\d+\n$/);
    for (const { code, err } of [list, json, explained, help, version])
      expect([code, err]).toEqual([0, '']);
  });

  it('[CLI-03] the template names everything that a person can set, and no value', async () => {
    const { out } = await patchplane(['env', 'template']);

    expect(out).toMatch(/^DAYTONA_API_KEY=$/m);
    expect(out).toMatch(/^DAYTONA_TARGET=us$/m);
    expect(out).not.toMatch(/^GITHUB_RUN_ID=/m);
  });

  it('[CLI-04] says which are set, missing and wrong, and never what they hold', async () => {
    const environment = {
      ...openai,
      CLOUDFLARE_R2_BUCKET: 'my-own-bucket',
      PATCHPLANE_LOG: 'too-noisy',
    };
    const { code, out, err } = await patchplane(['env', 'check'], environment);

    expect(out).toMatch(/^set +OPENAI_API_KEY$/m);
    expect(out).toMatch(/^missing +CLOUDFLARE_R2_ENDPOINT$/m);
    expect(out).toMatch(/^wrong +PATCHPLANE_LOG$/m);
    expect(err).toMatch(/CLOUDFLARE_R2_ENDPOINT is missing: other variables of R2 are set\. Copy/);
    expect(err).not.toContain('GITHUB_');
    expect(`${out}${err}`).not.toMatch(/my-own-bucket|key-of-openai|too-noisy/);
    expect(code).toBe(1);
    expect((await patchplane(['env', 'check'], openai)).code).toBe(0);
  });

  it('[CLI-13] [CLI-15] init asks nothing, and a dry run leaves the folder as it is', async () => {
    const folder = folderWith({ 'README.md': 'hello' });
    const { code, err } = await patchplane(['--cwd', folder, 'init', '--dry-run', '--json']);

    expect([code, err]).toEqual([0, '']);
    expect(snapshot(folder)).toEqual({ 'README.md': 'hello' });
  });

  it('[OPM-06] doctor --offline makes no connection, whatever is configured', async () => {
    let connections = 0;
    const server = createServer((_request, response) => response.end('{}'));
    server.on('connection', () => {
      connections += 1;
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const address: AddressInfo | string | null = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const environment = {
      ...{ ...fromRunner, ...openai, ...r2, ...convex },
      GITHUB_ACTIONS: 'true',
      GITHUB_API_URL: url,
      CONVEX_URL: url,
      PATCHPLANE_APP_URL: url,
      CLOUDFLARE_R2_ENDPOINT: url,
      ACTIONS_ID_TOKEN_REQUEST_URL: url,
      DAYTONA_API_KEY: 'key-of-daytona',
      DAYTONA_API_URL: url,
    };
    try {
      const offline = await patchplane(['doctor', '--offline', '--json'], environment);
      expect(JSON.parse(offline.out)).toMatchObject({ ok: true });
      expect([offline.code, offline.err, connections]).toEqual([0, '', 0]);

      const online = await patchplane(['doctor', '--json'], environment);
      expect(online.code).toBe(1);
      expect(connections).toBeGreaterThan(0);
    } finally {
      server.close();
    }
  });

  it('the bundle is made for the same place as the source', () => {
    const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

    expect(bin).toEqual({ patchplane: 'dist/cli/index.js' });
  });
});
