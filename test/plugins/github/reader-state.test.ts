import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createGitHubReader } from '../../../action/plugins/github/reader.ts';
import { createGitHubRunControl } from '../../../action/plugins/github/run-control.ts';
import { createGitHubWebhooks } from '../../../action/plugins/github/webhooks.ts';
import { type GitHubFixture, startSampleGitHub } from '../../embedded/github/github-fixture.ts';
import { createOpenApiCheck } from '../../embedded/github/openapi-check.ts';
import { failure } from './plugin-fixture.ts';

const token = {
  token: 'token-reads',
  app: 'github-actions',
  permissions: { contents: 'read', issues: 'read', pull_requests: 'read', actions: 'write' },
} as const;
const Commented = z.object({ comment: z.object({ id: z.number() }) });
const Pulled = z.object({ number: z.number() });
const cancelled: number[] = [];

let fixture: GitHubFixture;
let reader: ReturnType<typeof createGitHubReader>;
let control: ReturnType<typeof createGitHubRunControl>;

beforeAll(async () => {
  fixture = await startSampleGitHub(undefined, {
    tokens: [token],
    onCancel: (runId) => cancelled.push(runId),
  });
  const options = { token: token.token, apiUrl: fixture.github.apiUrl, sleep: async () => 0 };
  reader = createGitHubReader(options);
  control = createGitHubRunControl(options);
});

afterAll(() => fixture.stop());

describe('a comment', () => {
  it('is read as it stands, and is missed when it is gone', async () => {
    const { github, repository } = fixture;
    github.openIssue({ title: 'A', by: 'sam-reports' });
    const number = github.state().lastNumber;
    const event = github.comment(number, 'mia-maintains', '/patchplane status');
    const id = Commented.parse(event.payload).comment.id;
    const answer = createGitHubWebhooks({}).toIntake(event);

    const sent = await reader.readComment(repository, String(id));
    expect(sent).toMatchObject({ body: '/patchplane status', authorId: '31415926' });
    expect(answer).toMatchObject({ command: { ref: { comment: { body: sent.body } } } });

    github.editComment(id, 'mia-maintains', '/patchplane cancel');
    expect(await reader.readComment(repository, String(id))).toMatchObject({
      body: '/patchplane cancel',
    });
    github.deleteComment(id, 'mia-maintains');
    await expect(reader.readComment(repository, String(id))).rejects.toEqual(failure('not-found'));
  });
});

describe('a pull request', () => {
  it('[GHB-17] is read with where its own work begins, also from a fork', async () => {
    const { github, repository, start } = fixture;
    await github.fork('eve-stranger');
    const event = await github.openPull({
      by: 'eve-stranger',
      branch: 'topic',
      files: { 'docs/new.md': 'New.\n' },
      title: 'Docs',
      forkOf: 'eve-stranger',
    });
    const { number } = Pulled.parse(event.payload);
    const opened = createGitHubWebhooks({}).toIntake(event);
    const moved = await github.commit({ by: 'ada-administers', files: { 'docs/old.md': null } });

    const live = await reader.readPullRequest(repository, number);

    expect(moved.before).toBe(start.commit);
    expect(live).toMatchObject({
      state: 'open',
      title: 'Docs',
      headRef: 'topic',
      baseRef: 'main',
      authorId: '66666666',
      mergeBaseSha: start.commit,
    });
    expect(live.headRepositoryId).not.toBe(repository.externalId);
    expect(opened).toMatchObject({
      kind: 'intake',
      targetRef: 'refs/heads/main',
      intake: {
        externalRef: {
          eventKind: 'github.pull_request.opened',
          pullRequest: { number, headSha: live.headSha, headRepositoryId: live.headRepositoryId },
        },
      },
    });

    const pushed = await github.push(number, 'eve-stranger', { 'docs/new.md': 'Newer.\n' });
    expect(createGitHubWebhooks({}).toIntake(pushed)).toMatchObject({
      intake: { externalRef: { pullRequest: { previousHeadSha: live.headSha } } },
    });
    expect((await reader.readPullRequest(repository, number)).headSha).not.toBe(live.headSha);
  });

  it('[E4] tells who wrote it and who pushed it, also where the commit names somebody else', async () => {
    const { github, api } = fixture;
    const event = await github.openPull({
      ...{ by: 'will-writes', branch: 'hands', title: 'Hands' },
      files: { 'docs/hands.md': 'Two.\n' },
    });
    const { number } = Pulled.parse(event.payload);
    const before = await reader.readPullRequestHands(fixture.repository, number);
    const { headSha } = await reader.readPullRequest(fixture.repository, number);
    const place = `/repos/acme/pagination/git`;
    const Made = z.object({ sha: z.string() });
    const made = await api('token-mia', 'POST', `${place}/commits`, {
      message: 'By nobody that GitHub knows',
      tree: await fixture.git.text(['rev-parse', `${headSha}^{tree}`]),
      parents: [headSha],
      author: { name: 'Ada', email: 'ada@elsewhere.test' },
    });
    const { sha } = Made.parse(await made.json());
    await api('token-mia', 'PATCH', `${place}/refs/heads/hands`, { sha });

    expect(before).toEqual(['11223344']);
    // Of Mia, who pushed it, no commit says anything.
    expect(await reader.readPullRequestHands(fixture.repository, number)).toEqual([
      '11223344',
      '31415926',
    ]);
  });

  it('[E4] of a fork that nobody may look into, says who wrote it', async () => {
    const { github, repository } = fixture;
    await github.fork('sam-reports');
    const event = await github.openPull({
      ...{ by: 'sam-reports', forkOf: 'sam-reports', branch: 'mine', title: 'Mine' },
      files: { 'docs/mine.md': 'Mine.\n' },
    });
    const { number } = Pulled.parse(event.payload);

    expect(await reader.readPullRequestHands(repository, number)).toEqual(['27182818']);
  });

  it('is not an issue', async () => {
    fixture.github.openIssue({ title: 'A', by: 'sam-reports' });
    const number = fixture.github.state().lastNumber;
    await expect(reader.readPullRequest(fixture.repository, number)).rejects.toEqual(
      failure('not-found'),
    );
  });
});

it('[GHB-08] an account is known by its number and kind, or not at all', async () => {
  expect(await reader.readAccount('Mia-Maintains')).toEqual({ id: '31415926', kind: 'User' });
  expect(await reader.readAccount('github-actions[bot]')).toMatchObject({ kind: 'Bot' });
  expect(await reader.readAccount('nobody-at-all')).toBeUndefined();
});

describe('cancelling', () => {
  it('stops a workflow run, once', async () => {
    const { github, repository } = fixture;
    const id = await github.startRun({
      path: '.github/workflows/test.yml',
      event: 'issues',
      actor: 'mia-maintains',
    });
    await control.cancelWorkflowRun(repository, String(id));
    await control.cancelWorkflowRun(repository, String(id));
    expect(cancelled).toEqual([id]);
    await expect(control.cancelWorkflowRun(repository, '404404')).rejects.toEqual(
      failure('not-found'),
    );
  });
});

it('every exchange above is one that GitHub describes', () => {
  const check = createOpenApiCheck();
  expect(fixture.github.exchanges().flatMap((exchange) => check(exchange))).toEqual([]);
});

// After that, since the description knows no head without a repository, and GitHub sends it.
it('[GHB-16] a pull request whose fork was deleted belongs to no repository', async () => {
  const { github, repository } = fixture;
  const { number } = github.state().pulls[0] ?? { number: 0 };
  github.deleteFork('eve-stranger');
  expect((await reader.readPullRequest(repository, number)).headRepositoryId).toBeUndefined();
});
