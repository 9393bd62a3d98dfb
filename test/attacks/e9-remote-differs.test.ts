import { describe, expect, it } from 'vitest';
import { branchRef } from '../../action/core/workflows/publish/texts.ts';
import { writeToRepository } from '../../action/core/workflows/publish/write.ts';
import { type MemoryForge, memoryForge, writing } from '../core/publish/memory-forge.ts';
import { sampleSubject } from '../domain/samples.ts';

const ref = branchRef(sampleSubject);
const changed = 'f'.repeat(40);

/** A hook of the server puts something else where we wrote. */
function swap(forge: MemoryForge, branch: string): void {
  forge.commits.set(changed, { tree: 'd'.repeat(40), parents: [], message: 'rewritten' });
  forge.branches.set(branch, changed);
}

describe('[E9] a forge that holds something else than what was sent', () => {
  it('a tree that it made differently stops before there is a branch', async () => {
    const forge = memoryForge({ tree: () => 'd'.repeat(40) });

    await expect(writeToRepository(writing(), forge.writer)).rejects.toMatchObject({
      code: 'tampered',
      tell: expect.stringMatching(/made tree d+ of the approved patch/),
    });
    expect(forge.calls).toEqual(['commit']);
  });

  it('a branch that was rewritten as it arrived is deleted again', async () => {
    const forge = memoryForge({ afterBranch: swap });

    await expect(writeToRepository(writing(), forge.writer)).rejects.toMatchObject({
      code: 'tampered',
      tell: expect.stringMatching(/does not hold the approved commit/),
    });
    expect(forge.calls).toEqual(['commit', `branch ${ref}`, `delete ${ref}`]);
    expect(forge.branches.size).toBe(0);
  });

  it('one that was rewritten with its pull request is closed and deleted', async () => {
    const forge = memoryForge({ afterPull: swap });

    await expect(writeToRepository(writing(), forge.writer)).rejects.toMatchObject({
      code: 'tampered',
    });
    expect(forge.calls.slice(-2)).toEqual(['close 1', `delete ${ref}`]);
    expect(forge.pulls).toEqual([{ ref, state: 'closed' }]);
  });

  it('what another job made is not deleted by this one', async () => {
    const forge = memoryForge();
    await writeToRepository(writing(), forge.writer);
    const rewriting = {
      ...forge.writer,
      findPullRequest: async (...asked: Parameters<typeof forge.writer.findPullRequest>) => {
        swap(forge, ref);
        return await forge.writer.findPullRequest(...asked);
      },
    };

    await expect(writeToRepository(writing(), rewriting)).rejects.toMatchObject({
      code: 'tampered',
    });
    expect(forge.branches.get(ref)).toBe(changed);
  });
});
