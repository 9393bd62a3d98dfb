import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listen, shut } from '../../../action/embedded/listen.ts';
import { npmEnvironment } from '../../../action/embedded/pi/npm-environment.ts';
import { registryOf, tarballUrl } from '../../../action/embedded/pi/registry.ts';
import { ensurePi } from '../../../action/embedded/pi-package.ts';

describe('the registry that is asked', () => {
  const file = (content: string) => () => content;
  const none = () => undefined;

  it.each([
    ['nothing said', {}, none, undefined],
    ['a variable', { npm_config_registry: 'https://a.test/npm' }, none, 'https://a.test/npm/'],
    ['a file', {}, file('x=1\nregistry = "https://b.test/"\n'), 'https://b.test/'],
    [
      'a variable and a file',
      { NPM_CONFIG_REGISTRY: 'https://a.test' },
      file('registry=https://b.test'),
      'https://a.test/',
    ],
    ['a variable in the file', {}, file('registry=https://\u0024{HOST}/'), undefined],
    ['a password', {}, file('registry=https://me:secret@b.test/'), undefined],
    ['no address', {}, file('registry=file:///etc'), undefined],
  ])('%s', (_name, environment, read, expected) => {
    expect(registryOf(environment, read)).toBe(expected);
  });

  it('keeps tarballs below the full name of the package', () => {
    const pi = { name: '@scope/agent', version: '1.5.2' };
    expect(tarballUrl('https://a.test/npm/', pi)).toBe(
      'https://a.test/npm/@scope/agent/-/agent-1.5.2.tgz',
    );
  });
});

it('C4: npm gets none of the secrets of the job', () => {
  const job = {
    PATH: '/bin',
    HOME: '/h',
    npm_config_registry: 'r',
    GITHUB_TOKEN: 't',
    OPENAI_API_KEY: 'k',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'o',
    ACTIONS_RUNTIME_TOKEN: 'u',
  };
  expect(Object.keys(npmEnvironment(job))).toEqual(['PATH', 'HOME', 'npm_config_registry']);
});

describe('fetching without npm', () => {
  let folder: string;
  let server: Server;
  let registry: string;
  let answer: Buffer;
  let asked: string[];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'patchplane-registry-'));
    asked = [];
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end(answer);
    });
    registry = `http://127.0.0.1:${await listen(server)}/`;
  });
  afterEach(async () => {
    await shut(server);
    rmSync(folder, { recursive: true, force: true });
  });

  it('takes the tarball over HTTP, and starts no program', async () => {
    answer = await tarball('hello');
    const wanted = pinned(answer);

    const place = await ensurePi({ cacheDir: folder, registry, wanted, npm: ['no-such-npm'] });

    expect(readFileSync(join(place, 'cli.js'), 'utf8')).toBe('hello');
    expect(asked).toEqual(['/@scope/agent/-/agent-1.2.3.tgz']);
  });

  it('what is not the pinned package is never unpacked; npm is asked instead', async () => {
    answer = await tarball('evil');
    const wanted = pinned(await tarball('hello'));

    const attempt = ensurePi({ cacheDir: folder, registry, wanted, npm: ['no-such-npm'] });

    await expect(attempt).rejects.toThrow('no-such-npm did not start');
    expect(existsSync(join(folder, 'cli.js'))).toBe(false);
  });
});

async function tarball(content: string): Promise<Buffer> {
  const archive = pack();
  archive.entry({ name: 'package/cli.js' }, content);
  archive.finalize();
  return gzipSync(await buffer(archive));
}

function pinned(bytes: Buffer) {
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  return { name: '@scope/agent', version: '1.2.3', integrity, entry: 'cli.js' };
}
