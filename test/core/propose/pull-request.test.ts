import { afterEach, describe, expect, it } from 'vitest';
import type { Proposal } from '../../../action/core/propose.ts';
import type { PullRequestState } from '../../../action/core/services/source-control-service.ts';
import {
  createScratch,
  ordinaryGit,
  type Scratch,
  writeFiles,
} from '../../plugins/git/scratch-repository.ts';
import { live } from '../pull-request/pull-request.ts';
import { pullRequestAsked, repositoryAccess } from './asked.ts';
import { proposeIn } from './propose-house.ts';

const scratches: Scratch[] = [];
afterEach(() => {
  for (const scratch of scratches.splice(0)) scratch.remove();
});

const fixed = 'export const pages = (total, size) => Math.ceil(total / size);\n';
const suite = `import { test } from 'node:test';
import assert from 'node:assert';
import { pages } from './pages.js';
test('three pages', () => assert.equal(pages(9, 3), 3));
`;

/** A repository whose only test is red, and a pull request that makes it green. */
function withPullRequest(change: Readonly<Record<string, string>> = { 'pages.js': fixed }) {
  const scratch = createScratch({
    'package.json': JSON.stringify({ type: 'module', scripts: { test: 'node --test' } }),
    'pages.js': 'export const pages = (total, size) => Math.floor(total / size) + 1;\n',
    'pages.test.js': suite,
  });
  scratches.push(scratch);
  const git = ordinaryGit(scratch.root);
  git(scratch.workspace, 'checkout', '-q', '-b', 'work');
  writeFiles(scratch.workspace, change);
  git(scratch.workspace, 'add', '-A');
  git(scratch.workspace, 'commit', '-q', '-m', 'work');
  const { origin, workspace } = scratch;
  git(workspace, 'push', '-q', `file://${origin}`, 'HEAD:refs/pull/7/head');
  const headSha = git(workspace, 'rev-parse', 'HEAD').toString().trim();
  git(workspace, 'checkout', '-q', 'main');
  return { repository: scratch, headSha };
}

function stateOf(scratch: Scratch, headSha: string): PullRequestState {
  return live({ headSha, mergeBaseSha: scratch.base.commit });
}

function endedOf(proposal: Proposal) {
  if (proposal.kind !== 'ended') throw new Error(`it was ${proposal.kind}`);
  return proposal;
}

describe('a pull request is a candidate', { timeout: 60_000 }, () => {
  it('[GHB-03] [GHB-17] is tested and judged at its frozen head, and no agent runs', async () => {
    const { repository, headSha } = withPullRequest();

    const { proposal, said, destroyed } = await proposeIn({
      repository,
      answer: pullRequestAsked(repository, headSha),
      reader: { ...repositoryAccess, readPullRequest: async () => stateOf(repository, headSha) },
    });

    const { state, report } = endedOf(proposal);
    expect(state).toBe('awaiting-decision');
    expect(report.candidate).toMatchObject({
      pullRequest: { number: 7, headSha },
      baseSha: repository.base.commit,
      stats: { filesChanged: 1 },
    });
    expect(report.tests.summary).toMatchObject({ newFailures: [], fixed: [expect.anything()] });
    expect(report.verification.testedTree).toBe(report.candidate.resultTree);
    expect(report.agent).toMatchObject({ outcome: null, modelRequests: 0 });
    expect(report.sandboxes.map(({ purpose }) => purpose)).toEqual(['verify']);
    expect(destroyed).toHaveLength(1);
    const own = said.filter((line) => !line.startsWith('comment'));
    expect(own).toEqual([
      `check on ${headSha.slice(0, 7)} (in progress)`,
      `check on ${headSha.slice(0, 7)} (in progress)`,
    ]);
    expect(said.at(-1)).toBe('comment on #7 (awaiting-decision)');
  });

  it('[GHB-17] [A5] is nobody to decide about once its head moved meanwhile', async () => {
    const { repository, headSha } = withPullRequest();
    const states = [headSha, 'f'.repeat(40)].map((sha) => stateOf(repository, sha));
    const last = stateOf(repository, 'f'.repeat(40));

    const { proposal, said } = await proposeIn({
      repository,
      answer: pullRequestAsked(repository, headSha),
      reader: { ...repositoryAccess, readPullRequest: async () => states.shift() ?? last },
    });

    const { state, report } = endedOf(proposal);
    expect(state).toBe('cancelled');
    expect(report.run.reason).toContain(`moved from ${headSha.slice(0, 12)} to ffffffffffff`);
    expect(report).toMatchObject({ subject: null, policy: { outcome: 'approve' } });
    expect(said).toContain(`check on ${headSha.slice(0, 7)} (cancelled)`);
  });

  it('[SEC-24] [SEC-18] can not bring its own policy, and its workflows are blocked', async () => {
    const { repository, headSha } = withPullRequest({
      'patchplane.config.json': '{"policy":{"rules":[]}}',
      '.github/workflows/ci.yml': 'on: push\n',
    });

    const { proposal } = await proposeIn({
      repository,
      answer: pullRequestAsked(repository, headSha),
      reader: { ...repositoryAccess, readPullRequest: async () => stateOf(repository, headSha) },
    });

    expect(endedOf(proposal)).toMatchObject({
      state: 'blocked',
      report: { policy: { outcome: 'block' } },
    });
  });

  it('[E13] leaves no decision open when the kill switch is thrown on the way', async () => {
    const { repository, headSha } = withPullRequest();
    const answers: (string | undefined)[] = [undefined];

    const { proposal } = await proposeIn({
      repository,
      answer: pullRequestAsked(repository, headSha),
      reader: { ...repositoryAccess, readPullRequest: async () => stateOf(repository, headSha) },
      thrownBy: () =>
        answers.length > 0 ? answers.shift() : 'the variable PATCHPLANE_KILL_SWITCH',
    });

    const { state, report } = endedOf(proposal);
    expect({ state, subject: report.subject }).toEqual({ state: 'cancelled', subject: null });
    expect(report.run.reason).toContain('PATCHPLANE_KILL_SWITCH');
  });

  it('[E13] ends in the middle of a stage when the kill switch is thrown meanwhile', async () => {
    const { repository, headSha } = withPullRequest();
    let thrown: string | undefined;
    const unanswered = async () => {
      thrown = 'the kill switch of the workspace, thrown by workos:user_owner';
      return await new Promise<never>(() => undefined);
    };
    const asked = () => Promise.reject(new Error('nothing is reviewed'));

    const { proposal } = await proposeIn({
      repository,
      answer: pullRequestAsked(repository, headSha),
      reader: { ...repositoryAccess, readPullRequest: async () => stateOf(repository, headSha) },
      thrownAtWork: () => thrown,
      settings: { listening: { killSwitch: 10 } },
      services: {
        reviewer: { runReview: unanswered, emitFinding: asked, completeReview: asked },
      },
    });

    const { state, report, stop } = endedOf(proposal);
    expect({ state, stop }).toEqual({
      state: 'cancelled',
      stop: { stage: 'review', category: 'kill-switch' },
    });
    expect(report.run.reason).toContain('thrown by workos:user_owner');
    expect(report.subject).toBeNull();
  });
});
