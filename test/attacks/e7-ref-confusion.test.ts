import { Buffer } from 'node:buffer';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createScratch,
  ordinaryGit,
  type Scratch,
  writeFiles,
} from '../plugins/git/scratch-repository.ts';

const scratches: Scratch[] = [];
afterEach(() => {
  for (const scratch of scratches.splice(0)) scratch.remove();
});

/** A commit with this content, which the forge has under these refs. */
function pushed(scratch: Scratch, content: string, ...refs: readonly string[]): string {
  const git = ordinaryGit(scratch.root);
  const { workspace, origin } = scratch;
  writeFiles(workspace, { a: content });
  git(workspace, 'commit', '-q', '-a', '-m', 'work');
  for (const ref of refs) git(workspace, 'push', '-q', '-f', `file://${origin}`, `HEAD:${ref}`);
  return git(workspace, 'rev-parse', 'HEAD').toString().trim();
}

describe('[E7] a ref that looks like something else', () => {
  it('a branch named like the base commit does not become the base', async () => {
    const scratch = createScratch({ a: 'base\n' });
    scratches.push(scratch);
    pushed(
      scratch,
      'evil\n',
      `refs/heads/${scratch.base.commit}`,
      `refs/tags/${scratch.base.commit}`,
    );

    const trusted = await scratch.open();

    expect(Buffer.from((await trusted.readBaseFile('a')) ?? []).toString()).toBe('base\n');
    await trusted.close();
  });

  it('a branch named like a pull request does not become its head', async () => {
    const scratch = createScratch({ a: 'base\n' });
    scratches.push(scratch);
    const sha = pushed(scratch, 'work\n', 'refs/pull/7/head');
    pushed(scratch, 'evil\n', 'refs/heads/refs/pull/7/head', 'refs/tags/refs/pull/7/head');
    const trusted = await scratch.open();

    const answer = await trusted.derivePullRequest({ number: 7, sha });

    expect(answer.kind).toBe('derived');
    if (answer.kind !== 'derived') return;
    expect(Buffer.from(answer.derived.patch).toString()).toContain('+work');
    await trusted.close();
  });
});
