import { afterEach, describe, expect, it } from 'vitest';
import type { PriorRun } from '../../../action/core/services/run-history.ts';
import { createScratch, type Scratch } from '../../plugins/git/scratch-repository.ts';
import { asked, issue, repositoryAccess } from './asked.ts';
import { proposeIn } from './propose-house.ts';

const scratches: Scratch[] = [];
afterEach(() => {
  for (const scratch of scratches.splice(0)) scratch.remove();
});

function scratch(): Scratch {
  const made = createScratch({ a: 'a\n' });
  scratches.push(made);
  return made;
}

const comment = {
  externalId: '55',
  body: '/patchplane fix it',
  updatedAt: '2025-01-01T00:00:00Z',
};

/** The one comment while the run goes on; how often it is edited is its own business. */
const progress = /^comment on #3 \((received|provisioning|running)\)$/;

describe('what GitHub hears of a run, in order', { timeout: 60_000 }, () => {
  it('a reaction first; who may not ask gets an answer and changes no label', async () => {
    const { proposal, said } = await proposeIn({
      repository: scratch(),
      answer: asked({ issue }),
      reader: { ...repositoryAccess, readActorPermission: async () => 'read' },
    });

    expect(proposal).toMatchObject({ kind: 'ended', state: 'refused' });
    expect(said).toEqual(['react eyes to #3', 'comment on #3 (refused)']);
  });

  it('the reaction goes to the comment, where a comment asked', async () => {
    const { said } = await proposeIn({
      repository: scratch(),
      answer: asked({ eventKind: 'issue_comment.created', issue, comment }),
      reader: { ...repositoryAccess, readActorPermission: async () => 'none' },
    });

    expect(said[0]).toBe('react eyes to comment 55');
  });

  it('[SEC-16] the kill switch turns everybody away, with its name', async () => {
    const { proposal, said } = await proposeIn({
      repository: scratch(),
      answer: asked({ issue }),
      reader: { ...repositoryAccess, readIssue: async () => issue },
      thrownBy: () => 'the variable PATCHPLANE_KILL_SWITCH',
    });

    expect(proposal).toMatchObject({
      state: 'refused',
      report: { run: { reason: expect.stringContaining('PATCHPLANE_KILL_SWITCH') } },
    });
    expect(said).toEqual(['react eyes to #3', 'comment on #3 (refused)']);
  });

  it('[SEC-08] a second run on one issue is refused with the reason, and moves no label', async () => {
    const atWork: PriorRun = {
      runId: 'run-fedcba9876543210',
      deliveryId: 'delivery-0',
      actorExternalId: '9',
      issueNumber: 3,
      startedAt: Date.now() - 60_000,
      state: 'running',
      githubRunId: '999',
      subjectSha256: undefined,
    };

    const { proposal, said } = await proposeIn({
      repository: scratch(),
      answer: asked({ issue }),
      reader: { ...repositoryAccess, readIssue: async () => issue },
      history: [atWork],
    });

    expect(proposal).toMatchObject({
      state: 'refused',
      report: { run: { reason: expect.stringContaining(atWork.runId) } },
    });
    expect(said).toEqual(['react eyes to #3', 'comment on #3 (refused)']);
  });

  it('[SEC-08] an event that made a run before makes no other one, and nobody is told again', async () => {
    const before: PriorRun = {
      runId: 'run-fedcba9876543210',
      deliveryId: 'delivery-1',
      actorExternalId: '7',
      issueNumber: 3,
      startedAt: Date.now() - 60_000,
      state: 'failed',
      githubRunId: '999',
      subjectSha256: undefined,
    };

    const { proposal, said } = await proposeIn({
      repository: scratch(),
      answer: asked({ issue }),
      reader: { ...repositoryAccess, readIssue: async () => issue },
      history: [before],
    });

    expect(proposal).toMatchObject({ kind: 'duplicate', state: 'refused' });
    expect(said).toEqual(['react eyes to #3']);
  });

  it('a run that is picked up is labelled, has a check at once, and both say how it ended', async () => {
    const repository = scratch();
    const { commit, tree } = repository.base;

    const { proposal, said } = await proposeIn({
      repository,
      answer: asked({ issue }),
      reader: {
        ...repositoryAccess,
        readIssue: async () => issue,
        freezeBase: async (_, ref) => ({ commit, tree, ref }),
      },
    });

    expect(said.some((line) => progress.test(line))).toBe(true);
    // These worlds have no agent, so that this is where it ends.
    expect(proposal).toMatchObject({ kind: 'ended', state: 'failed' });
    const base = commit.slice(0, 7);
    expect(said.filter((line) => !progress.test(line))).toEqual([
      'react eyes to #3',
      'label #3 running',
      `check on ${base} (in progress)`,
      `check on ${base} (failure)`,
      'comment on #3 (failed)',
      'label #3 failed',
    ]);
  });
});
