import { afterEach, describe, expect, it } from 'vitest';
import { reportMarkdown } from '../../../action/core/report/markdown.ts';
import type { PriorRun } from '../../../action/core/services/run-history.ts';
import { ApprovalSubject } from '../../../action/domain/approval-subject.ts';
import { sha256Hex } from '../../../action/domain/digest.ts';
import { Failure } from '../../../action/domain/failure.ts';
import {
  createScratch,
  type Files,
  ordinaryGit,
  type Scratch,
  writeFiles,
} from '../../plugins/git/scratch-repository.ts';
import { patchOf } from '../verify/local-bench.ts';
import { asked, issue, repositoryAccess } from './asked.ts';
import { proposeIn } from './propose-house.ts';

const scratches: Scratch[] = [];
afterEach(() => {
  for (const scratch of scratches.splice(0)) scratch.remove();
});

const fixed = 'export const pages = (total, size) => Math.ceil(total / size);\n';
const parent: PriorRun = {
  runId: 'run-00000000000000aa',
  deliveryId: 'delivery-0',
  actorExternalId: '7',
  issueNumber: 3,
  startedAt: 1,
  state: 'failed',
  githubRunId: '900',
  subjectSha256: 'a'.repeat(64),
};

/** A patch that was approved on the first commit, and a main that went on since. */
function moved(since: Files) {
  const repository = createScratch({
    'package.json': JSON.stringify({ type: 'module', scripts: { test: 'node --test' } }),
    'pages.js': 'export const pages = (total, size) => Math.floor(total / size) + 1;\n',
    'pages.test.js':
      "import { test } from 'node:test';\nimport assert from 'node:assert';\nimport { pages } from './pages.js';\ntest('three pages', () => assert.equal(pages(9, 3), 3));\n",
  });
  scratches.push(repository);
  const { workspace, origin, base } = repository;
  const git = ordinaryGit(repository.root);
  const commit = (files: Files) => {
    writeFiles(workspace, files);
    git(workspace, 'add', '-A');
    git(workspace, 'commit', '-q', '-m', 'more');
    const [sha = '', tree = ''] = git(workspace, 'rev-parse', 'HEAD', 'HEAD^{tree}')
      .toString()
      .split('\n');
    return { commit: sha, tree };
  };
  const result = commit({ 'pages.js': fixed });
  const patch = patchOf(workspace, base.tree, result.tree);
  git(workspace, 'reset', '-q', '--hard', base.commit);
  const now = commit(since);
  git(workspace, 'push', '-q', '--force', `file://${origin}`, 'HEAD:refs/heads/main');
  const subject = ApprovalSubject.parse({
    schemaVersion: 1,
    runId: parent.runId,
    repositoryId: 'github:1',
    targetRef: 'refs/heads/main',
    baseCommit: base.commit,
    baseTree: base.tree,
    patchSha256: sha256Hex(patch),
    resultTree: result.tree,
    planDigest: 'b'.repeat(64),
    policyDigest: 'c'.repeat(64),
    policyOutcome: 'approve',
    evidenceManifestSha256: 'd'.repeat(64),
    provenanceHead: 'e'.repeat(64),
    nonce: 'f'.repeat(32),
    expiresAt: 1,
  });
  return { repository, now, patch, subject };
}

async function rerun(
  world: ReturnType<typeof moved>,
  {
    instruction,
    from = parent,
    read = async () => ({ patch: world.patch, subject: world.subject }),
  }: {
    readonly instruction?: string;
    readonly from?: PriorRun;
    readonly read?: () => Promise<{ patch: Uint8Array; subject: ApprovalSubject } | undefined>;
  } = {},
) {
  const { repository, now } = world;
  const { proposal } = await proposeIn({
    repository,
    answer: asked({
      eventKind: 'issue_comment.created',
      issue,
      rerun: instruction === undefined ? {} : { instruction },
    }),
    reader: {
      ...repositoryAccess,
      readIssue: async () => issue,
      freezeBase: async () => ({ ...now, ref: 'refs/heads/main' }),
    },
    history: [from],
    services: { earlier: { read } },
  });
  if (proposal.kind !== 'ended') throw new Error(`it was ${proposal.kind}`);
  return proposal;
}

describe('a base that moved under an approved patch', { timeout: 60_000 }, () => {
  it('[E3] the same patch is derived and verified again, no model is asked, and people decide anew', async () => {
    const world = moved({ 'docs/one.md': 'new\n' });

    const { state, report } = await rerun(world);

    expect(state).toBe('awaiting-decision');
    expect(report.agent).toMatchObject({ outcome: null, modelRequests: 0 });
    expect(report.candidate).toMatchObject({
      baseSha: world.now.commit,
      patchSha256: world.subject.patchSha256,
      carriedFrom: {
        run: parent.runId,
        baseSha: world.subject.baseCommit,
        samePatch: true,
        changedOnBase: ['docs/one.md'],
        changedOnBaseCount: 1,
      },
    });
    expect(report.candidate.resultTree).not.toBe(world.subject.resultTree);
    expect(report.verification.testedTree).toBe(report.candidate.resultTree);
    expect(report.tests.summary.fixed).toHaveLength(1);
    expect(report.subject?.baseCommit).toBe(world.now.commit);
    expect(reportMarkdown(report)).toContain('docs/one.md');
  });

  it('[E3] tests of the new base that the old patch breaks are found', async () => {
    const world = moved({
      'strict.test.js':
        "import { test } from 'node:test';\nimport assert from 'node:assert';\nimport { pages } from './pages.js';\ntest('counts one more', () => assert.equal(pages(9, 3), 4));\n",
    });

    const { report } = await rerun(world);

    expect(report.tests.summary.newFailures).toEqual(['node-test::counts one more']);
    expect(report.policy.outcome).toBe('changes-requested');
  });

  const asksTheAgent: readonly (readonly [string, Files, Parameters<typeof rerun>[1]])[] = [
    ['where something different was asked for', { a: '1' }, { instruction: 'shorter' }],
    ['where the patch does not apply any more', { 'pages.js': 'export {};\n' }, {}],
    ['where a person rejected it', { a: '1' }, { from: { ...parent, state: 'rejected' } }],
    ['where its evidence is gone', { a: '1' }, { read: async () => undefined }],
    [
      'where its evidence is not what was sealed',
      { a: '1' },
      { read: () => Promise.reject(new Failure({ code: 'tampered', tell: 'No.' })) },
    ],
  ];

  it.each(asksTheAgent)('an agent is asked %s', async (_, since, how) => {
    const { stop } = await rerun(moved(since), how);

    // There is none in this house: the run ends where it would have been asked.
    expect(stop?.stage).toBe('run');
  });
});
