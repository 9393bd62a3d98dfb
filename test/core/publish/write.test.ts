import { describe, expect, it } from 'vitest';
import { branchRef } from '../../../action/core/workflows/publish/texts.ts';
import { writeToRepository } from '../../../action/core/workflows/publish/write.ts';
import { sampleSubject } from '../../domain/samples.ts';
import { memoryForge, writing } from './memory-forge.ts';

const first = branchRef(sampleSubject);
const second = branchRef(sampleSubject, 1);

describe('writing to a repository', () => {
  it('[GHB-12] makes one commit, one branch and one draft pull request', async () => {
    const forge = memoryForge();

    const written = await writeToRepository(writing(), forge.writer);

    expect(forge.calls).toEqual(['commit', `branch ${first}`, 'pull request']);
    expect(written).toMatchObject({ branch: first.slice('refs/heads/'.length) });
    expect(forge.branches.get(first)).toBe(written.commit);
  });

  it('[E13] asks once more before there is a branch, and goes no further where it is told so', async () => {
    const forge = memoryForge();
    const beforeBranch = async () => await Promise.reject(new Error('stopped'));

    await expect(writeToRepository(writing({ beforeBranch }), forge.writer)).rejects.toThrow(
      'stopped',
    );

    expect(forge.calls).toEqual(['commit']);
  });

  it('[PKG-14] does as the base says about drafts and labels', async () => {
    const forge = memoryForge();
    const publication = { draft: false, labels: ['ai'] };

    await writeToRepository({ ...writing(), publication }, forge.writer);

    expect(forge.calls.at(-1)).toBe('ready pull request ai');
  });

  it('twice, it finds what is there', async () => {
    const forge = memoryForge();
    const written = await writeToRepository(writing(), forge.writer);

    expect(await writeToRepository(writing(), forge.writer)).toEqual(written);
    expect(forge.calls).toHaveLength(3);
  });

  it('[E2] ten jobs at once, each with a ledger of its own, make one branch and one pull request', async () => {
    const forge = memoryForge();
    const heads = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

    const all = await Promise.all(
      heads.map(async (head) => await writeToRepository(writing({ head }), forge.writer)),
    );

    expect(new Set(all.map(({ commit }) => commit)).size).toBe(1);
    expect([...forge.branches.keys()]).toEqual([first]);
  });

  it('a job that died after the branch is picked up, also on somebody else’s approval', async () => {
    const died = memoryForge();
    const dying = {
      ...died.writer,
      createDraftPullRequest: async () => await Promise.reject(new Error('killed')),
    };
    await expect(writeToRepository(writing({ head: '1' }), dying)).rejects.toThrow('killed');

    const written = await writeToRepository(writing({ head: '2' }), died.writer);

    expect(written.commit).toBe(died.branches.get(first));
    expect(died.pulls).toEqual([{ ref: first, state: 'open' }]);
  });

  it('[E7] a branch that somebody made first is left alone, and the next name is taken', async () => {
    const forge = memoryForge();
    forge.branches.set(first, 'e'.repeat(40));
    const foreign = { tree: 'd'.repeat(40), parents: [sampleSubject.baseCommit], message: 'mine' };
    forge.commits.set('e'.repeat(40), foreign);

    const written = await writeToRepository(writing(), forge.writer);

    expect(`refs/heads/${written.branch}`).toBe(second);
    expect(forge.branches.get(first)).toBe('e'.repeat(40));
    expect(await writeToRepository(writing({ head: '2' }), forge.writer)).toEqual(written);
  });

  it.each([
    ['another tree', { tree: 'd'.repeat(40) }],
    ['another parent', { parents: ['d'.repeat(40)] }],
    ['a second parent', { parents: [sampleSubject.baseCommit, 'd'.repeat(40)] }],
    ['other words', { message: 'PatchPlane-Run: something else' }],
  ])('[E7] a look-alike with %s is not taken for ours', async (_, change) => {
    const forge = memoryForge();
    const look = writing({ head: '9' });
    forge.branches.set(first, 'e'.repeat(40));
    forge.commits.set('e'.repeat(40), {
      tree: sampleSubject.resultTree,
      parents: [sampleSubject.baseCommit],
      message: look.message,
      ...change,
    });

    const written = await writeToRepository(writing(), forge.writer);

    expect(`refs/heads/${written.branch}`).toBe(second);
  });

  it('[E7] gives up where every name is taken', async () => {
    const forge = memoryForge();
    for (let attempt = 0; attempt < 5; attempt += 1)
      forge.branches.set(branchRef(sampleSubject, attempt), 'e'.repeat(40));
    forge.commits.set('e'.repeat(40), { tree: 'd'.repeat(40), parents: [], message: '' });

    await expect(writeToRepository(writing(), forge.writer)).rejects.toMatchObject({
      code: 'tampered',
    });
    expect(forge.pulls).toEqual([]);
  });
});
