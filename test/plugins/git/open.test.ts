import { Buffer } from 'node:buffer';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createTrustedGit,
  type TrustedGitOptions,
} from '../../../action/plugins/git/create-trusted-git.ts';
import { type HttpOrigin, serveOverHttp } from './http-origin.ts';
import { createScratch, type Files, type Scratch } from './scratch-repository.ts';

const repository = { externalId: '1', owner: 'octo', name: 'sample' };
const endings: (() => void)[] = [];
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

function scratch(files: Files = { a: 'a\n' }): Scratch {
  const made = createScratch(files);
  endings.push(made.remove);
  return made;
}

async function served(made: Scratch, token?: string): Promise<HttpOrigin> {
  const origin = await serveOverHttp(made.origin, token);
  endings.push(origin.close);
  return origin;
}

function gitFor(made: Scratch, options: Partial<TrustedGitOptions>) {
  return createTrustedGit({
    cloneUrl: () => `file://${made.origin}`,
    stateDir: join(made.root, 'state'),
    ...options,
  });
}

describe('open', () => {
  it('fetches exactly the commit over HTTP, bare, without tags and history', async () => {
    const made = scratch({ a: 'a\n', 'd/b': { exec: 'b' }, l: { link: 'a' } });
    const origin = await served(made);
    const trusted = await gitFor(made, { cloneUrl: () => origin.url }).open(repository, made.base);

    const listed = (await trusted.listBase()).map(
      ({ mode, path }) => `${mode} ${Buffer.from(path).toString()}`,
    );

    expect(listed).toEqual(['100644 a', '100755 d/b', '120000 l']);
    expect(Buffer.from((await trusted.readBaseFile('a')) ?? []).toString()).toBe('a\n');
    expect(await trusted.readBaseFile('l')).toBeUndefined();
    expect(await trusted.readBaseFile('missing')).toBeUndefined();
    await trusted.close();
    expect(readdirSync(join(made.root, 'state'))).toEqual([]);
  });

  it('[D5] hands the token over in the environment: not in arguments, not in a file', async () => {
    const made = scratch();
    const token = 'ghs_0123456789secret';
    const origin = await served(made, token);
    const log = join(made.root, 'arguments');
    const recorder = join(made.root, 'recording-git');
    writeFileSync(recorder, `#!/bin/sh\necho "$@" >> ${log}\nexec git "$@"\n`);
    chmodSync(recorder, 0o755);

    const trusted = await gitFor(made, {
      cloneUrl: () => origin.url,
      token,
      gitBin: recorder,
    }).open(repository, made.base);

    expect(origin.seen.some((header) => header?.startsWith('Basic '))).toBe(true);
    expect(filesHolding(join(made.root, 'state'), token)).toEqual([]);
    expect(readFileSync(log, 'utf8')).toContain('fetch');
    expect(readFileSync(log, 'utf8')).not.toMatch(/secret|Authorization|extraHeader/i);
    await trusted.close();
  });

  it('is not led by the configuration of the machine', async () => {
    const made = scratch({ a: '1\n2\n3\n4\n5\n6\n7\n8\n9\n' });
    const home = join(made.root, 'home');
    mkdirSync(home);
    writeFileSync(
      join(home, '.gitconfig'),
      '[diff]\n\tnoprefix = true\n\tcontext = 0\n[core]\n\tquotePath = false\n\tabbrev = 4\n',
    );
    const before = { ...process.env };
    Object.assign(process.env, {
      HOME: home,
      GIT_DIFF_OPTS: '--unified=0',
      GIT_EXTERNAL_DIFF: '/bin/false',
      GIT_CONFIG_PARAMETERS: "'diff.noprefix=true'",
    });
    try {
      const trusted = await gitFor(made, { allowedProtocols: ['file'] }).open(
        repository,
        made.base,
      );
      const path = Buffer.from('é');
      const answer = await trusted.derive({
        written: [{ path, mode: '100644', content: Buffer.from('x\n') }],
        deleted: [Buffer.from('a')],
      });
      if (answer.kind === 'refused') throw new Error(answer.because);
      const { patch, resultTree } = answer.derived;
      expect(Buffer.compare(patch, made.independentPatch(resultTree))).toBe(0);
    } finally {
      process.env = before;
    }
  });
});

describe('open fails', () => {
  it('as tampered when the tree is not what the forge said, leaving nothing behind', async () => {
    const made = scratch();
    const git = gitFor(made, { allowedProtocols: ['file'] });

    const opening = git.open(repository, { ...made.base, tree: '1'.repeat(40) });

    await expect(opening).rejects.toMatchObject({ code: 'tampered', retryable: false });
    expect(readdirSync(join(made.root, 'state'))).toEqual([]);
  });

  it('as not-found for a commit that is not there', async () => {
    const made = scratch();
    const origin = await served(made);
    const git = gitFor(made, { cloneUrl: () => origin.url });

    const opening = git.open(repository, { ...made.base, commit: '1'.repeat(40) });

    await expect(opening).rejects.toMatchObject({ code: 'not-found' });
  });

  it('as auth without the token, and never asks a person', async () => {
    const made = scratch();
    const origin = await served(made, 'right');

    const opening = gitFor(made, { cloneUrl: () => origin.url, token: 'wrong-token' }).open(
      repository,
      made.base,
    );

    await expect(opening).rejects.toMatchObject({
      code: 'auth',
      tell: expect.not.stringContaining('wrong-token'),
    });
  });

  it('as unavailable and retryable when nobody answers', async () => {
    const made = scratch();
    const opening = gitFor(made, { cloneUrl: () => 'http://127.0.0.1:9/x.git' }).open(
      repository,
      made.base,
    );

    await expect(opening).rejects.toMatchObject({ code: 'unavailable', retryable: true });
  });

  it('when it is sent to another address, and does not go there', async () => {
    const made = scratch();
    const origin = await served(made);
    const redirector = createServer((request, response) => {
      response
        .writeHead(301, { location: `${origin.url}${request.url?.replace('/x.git', '')}` })
        .end();
    });
    await new Promise<void>((resolve) => redirector.listen(0, '127.0.0.1', () => resolve()));
    endings.push(() => redirector.close());
    const address = redirector.address();
    const port = typeof address === 'object' && address ? address.port : 0;

    const opening = gitFor(made, {
      cloneUrl: () => `http://127.0.0.1:${port}/x.git`,
      token: 'secret',
    }).open(repository, made.base);

    await expect(opening).rejects.toMatchObject({ code: 'conflict' });
    expect(origin.seen).toEqual([]);
  });

  it.each([
    ['file', (made: Scratch) => `file://${made.origin}`],
    ['a program', (made: Scratch) => `ext::sh -c "touch ${made.root}/pwned"`],
    ['an option', (made: Scratch) => `--upload-pack=touch ${made.root}/pwned`],
    ['ssh', () => '-oProxyCommand=touch:pwned'],
  ] as const)('for an address that is %s', async (_about, url) => {
    const made = scratch();

    const opening = gitFor(made, { cloneUrl: () => url(made) }).open(repository, made.base);

    await expect(opening).rejects.toMatchObject({ name: 'Failure' });
    expect(existsSync(join(made.root, 'pwned'))).toBe(false);
  });

  it.each([
    ['git version 2.31.9', 'too old'],
    ['git version none', 'too old'],
  ])('as misconfigured with %s', async (version, because) => {
    const made = scratch();
    const fake = join(made.root, 'old-git');
    writeFileSync(fake, `#!/bin/sh\necho ${version}\n`);
    chmodSync(fake, 0o755);

    const opening = gitFor(made, { gitBin: fake }).open(repository, made.base);

    await expect(opening).rejects.toMatchObject({
      code: 'misconfigured',
      tell: expect.stringContaining(because),
    });
  });

  it('as misconfigured without git', async () => {
    const made = scratch();
    const opening = gitFor(made, { gitBin: '/nowhere/git' }).open(repository, made.base);

    await expect(opening).rejects.toMatchObject({ code: 'misconfigured' });
  });
});

function filesHolding(folder: string, secret: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(secret));
}
