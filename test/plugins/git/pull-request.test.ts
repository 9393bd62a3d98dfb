import { Buffer } from 'node:buffer';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Derivation } from '../../../action/core/services/source-control-service.ts';
import { createTrustedGit } from '../../../action/plugins/git/create-trusted-git.ts';
import { serveOverHttp } from './http-origin.ts';
import {
  createScratch,
  type Files,
  ordinaryGit,
  type Scratch,
  writeFiles,
} from './scratch-repository.ts';

const endings: (() => void)[] = [];
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

function scratch(files: Files): Scratch {
  const made = createScratch(files);
  endings.push(made.remove);
  return made;
}

/** Commits on top of the workspace and puts the commit where the forge keeps a pull request. */
function pullRequest(
  { root, origin, workspace }: Scratch,
  number: number,
  change: (git: (...args: readonly string[]) => Buffer) => void,
): string {
  const ordinary = ordinaryGit(root);
  const git = (...args: readonly string[]) => ordinary(workspace, ...args);
  change(git);
  git('add', '-A', '-f');
  git('commit', '-q', '--allow-empty', '-m', 'work');
  git('push', '-q', '-f', `file://${origin}`, `HEAD:refs/pull/${number}/head`);
  return git('rev-parse', 'HEAD').toString().trim();
}

function derivedOf(answer: Derivation) {
  if (answer.kind === 'refused') throw new Error(answer.because);
  return answer.derived;
}

describe('the work of a pull request', () => {
  it('[GHB-03] is the difference of two trees, as anyone can compute it', async () => {
    const made = scratch({ a: '1\n2\n3\n', gone: 'x\n', run: 'sh\n' });
    const sha = pullRequest(made, 7, (git) => {
      writeFiles(made.workspace, { a: '1\ntwo\n3\n', new: 'n\n' });
      git('rm', '-q', 'gone');
      git('update-index', '--chmod=+x', 'run');
      git('config', 'core.fileMode', 'false');
    });
    const trusted = await made.open();

    const derived = derivedOf(await trusted.derivePullRequest({ number: 7, sha }));

    expect(Buffer.from(derived.patch)).toEqual(made.independentPatch(derived.resultTree));
    expect(derived.changes.map(({ status, path, newMode }) => [status, path, newMode])).toEqual([
      ['M', 'a', '100644'],
      ['D', 'gone', null],
      ['A', 'new', '100644'],
      ['M', 'run', '100755'],
    ]);
    expect(derived.stats).toEqual({ filesChanged: 4, additions: 2, deletions: 2 });
    expect(derivedOf(await trusted.applyPatch(derived.patch)).resultTree).toBe(derived.resultTree);
    await trusted.close();
  });

  it('[GHB-17] [A5] is refused when the head is another commit by now', async () => {
    const made = scratch({ a: 'a\n' });
    const frozen = pullRequest(made, 7, () => writeFiles(made.workspace, { a: 'looked at\n' }));
    pullRequest(made, 7, () => writeFiles(made.workspace, { a: 'pushed later\n' }));
    const trusted = await made.open();

    const answer = await trusted.derivePullRequest({ number: 7, sha: frozen });

    expect(answer).toEqual({
      kind: 'refused',
      because: `The head of pull request #7 is not commit ${frozen.slice(0, 12)} any more.`,
    });
    await trusted.close();
  });

  it('[D3] links and submodules are listed as they are, for policy to see', async () => {
    const made = scratch({ a: 'a\n' });
    const elsewhere = '1'.repeat(40);
    const sha = pullRequest(made, 9, (git) => {
      writeFiles(made.workspace, { link: { link: '/etc/passwd' } });
      git('update-index', '--add', '--cacheinfo', `160000,${elsewhere},vendor`);
      // As after a clone without submodules.
      mkdirSync(join(made.workspace, 'vendor'));
    });
    const trusted = await made.open();

    const derived = derivedOf(await trusted.derivePullRequest({ number: 9, sha }));

    expect(derived.changes.map(({ path, newMode }) => [path, newMode])).toEqual([
      ['link', '120000'],
      ['vendor', '160000'],
    ]);
    expect(Buffer.from(derived.patch)).toEqual(made.independentPatch(derived.resultTree));
    await trusted.close();
  });

  it('[SEC-06] fetches a fork over the base repository, with the token in no argument', async () => {
    const made = scratch({ a: 'a\n' });
    const sha = pullRequest(made, 3, () => writeFiles(made.workspace, { a: 'b\n' }));
    const origin = await serveOverHttp(made.origin, 'ghs_secret');
    endings.push(origin.close);
    const trusted = await createTrustedGit({
      cloneUrl: () => origin.url,
      stateDir: join(made.root, 'state'),
      token: 'ghs_secret',
    }).open({ externalId: '1', owner: 'octo', name: 'sample' }, made.base);

    const derived = derivedOf(await trusted.derivePullRequest({ number: 3, sha }));

    expect(derived.stats.filesChanged).toBe(1);
    await trusted.close();
  });

  it('a pull request that is not there is a failure with its reason', async () => {
    const made = scratch({ a: 'a\n' });
    const trusted = await made.open();

    await expect(
      trusted.derivePullRequest({ number: 404, sha: made.base.commit }),
    ).rejects.toMatchObject({ code: 'not-found' });
    await trusted.close();
  });

  it('a base whose tree nobody named has the tree of its commit', async () => {
    const made = scratch({ a: 'a\n' });
    const { commit, ref, tree } = made.base;
    const trusted = await createTrustedGit({
      cloneUrl: () => `file://${made.origin}`,
      stateDir: join(made.root, 'state'),
      allowedProtocols: ['file'],
    }).open({ externalId: '1', owner: 'octo', name: 'sample' }, { commit, ref });

    expect(trusted.base).toEqual({ commit, ref, tree });
    await trusted.close();
  });
});
