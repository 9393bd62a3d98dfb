import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  CheckReport,
  FrozenBase,
  RepositoryRef,
} from '../../action/core/services/source-control-service.ts';
import type { TreeChange } from '../../action/domain/candidate-patch-set.ts';
import { createGitHubFeedback } from '../../action/plugins/github/feedback.ts';
import { createGitHubReader } from '../../action/plugins/github/reader.ts';
import { createGitHubWriter } from '../../action/plugins/github/writer.ts';
import {
  type GitHubFixture,
  startSampleGitHub,
  type tokens,
  users,
} from '../embedded/github/github-fixture.ts';
import { createOpenApiCheck } from '../embedded/github/openapi-check.ts';

let fixture: GitHubFixture;
let repository: RepositoryRef;
let base: FrozenBase;

beforeAll(async () => {
  fixture = await startSampleGitHub();
  repository = fixture.repository;
  base = { ...fixture.start, ref: 'refs/heads/main' };
});

afterAll(async () => {
  await fixture.stop();
});

const noSleep = async () => undefined;

function options(token: (typeof tokens)[number]['token'], timeoutMs = 5_000) {
  return { token, apiUrl: fixture.github.apiUrl, timeoutMs, sleep: noSleep };
}

const reader = () => createGitHubReader(options('token-propose'));
const feedback = () => createGitHubFeedback(options('token-propose'));
const writer = () => createGitHubWriter(options('token-publish'));

function failure(code: string, tell: RegExp = /./) {
  return expect.objectContaining({ name: 'Failure', code, tell: expect.stringMatching(tell) });
}

/** What went over the wire since, as `METHOD path status`. */
function wire() {
  const before = fixture.github.exchanges().length;
  return () =>
    fixture.github
      .exchanges()
      .slice(before)
      .map(
        ({ method, path, status }) =>
          `${method} ${path.replace('/repos/acme/pagination', '')} ${status}`,
      );
}

function newIssue(title = 'Last page is dropped'): number {
  fixture.github.createIssue({ title, body: 'Body', author: 'sam-reports' });
  return fixture.github.state().lastNumber;
}

describe('RepositoryReader', () => {
  it('[SVC-17] [GHB-09] verifies access and answers with the connection', async () => {
    expect(await reader().verifyRepositoryAccess(repository)).toMatchObject({
      id: 'github:814523001',
      workspaceId: 'github:70112233',
      fullName: 'acme/pagination',
      defaultBranch: 'main',
      private: true,
      status: 'active',
    });
  });

  it('[GHB-09] refuses a name that belongs to another number, whatever is asked', async () => {
    const stolen = { ...repository, externalId: '1' };
    const because = failure('auth', /is now another repository/);

    await expect(reader().verifyRepositoryAccess(stolen)).rejects.toEqual(because);
    await expect(reader().freezeBase(stolen, 'refs/heads/main')).rejects.toEqual(because);
    await expect(reader().readIssue(stolen, 1)).rejects.toEqual(because);
    await expect(feedback().createIssueComment(stolen, 1, 'run-0', 'x')).rejects.toEqual(because);
    await expect(feedback().publishCheck(stolen, report('run-0'))).rejects.toEqual(because);
    await expect(
      writer().createBranch(stolen, 'refs/heads/patchplane/stolen', base.commit),
    ).rejects.toEqual(because);
    expect(await writer().readBranch(repository, 'refs/heads/patchplane/stolen')).toBeUndefined();
  });

  it.each(users)('[TST-16] reads the permission of $login as $permission', async (user) => {
    const actor = { id: `github:${user.id}`, displayName: user.login };
    const permission = await reader().readActorPermission(repository, actor, user.login);
    expect(permission).toBe(user.permission);
  });

  it('[TST-16] knows a login that nobody has as a stranger', async () => {
    const actor = { id: 'github:5', displayName: 'ghost' };
    expect(await reader().readActorPermission(repository, actor, 'no-such-person')).toBe('none');
  });

  it('refuses a login that now belongs to another account', async () => {
    const actor = { id: 'github:5', displayName: 'mia-maintains' };
    await expect(reader().readActorPermission(repository, actor, 'mia-maintains')).rejects.toEqual(
      failure('auth', /does not belong to the account/),
    );
  });

  it('throws rather than guesses a permission when GitHub does not answer', async () => {
    fixture.github.injectFault({ path: /collaborators/, times: 3, answer: { status: 503 } });
    const actor = { id: 'github:31415926', displayName: 'mia' };
    await expect(reader().readActorPermission(repository, actor, 'mia-maintains')).rejects.toEqual(
      failure('unavailable'),
    );
  });

  it('does not believe a permission in an unknown shape', async () => {
    const body = JSON.stringify({ permission: 'owner', user: { id: 31_415_926, login: 'mia' } });
    fixture.github.injectFault({ path: /collaborators/, times: 1, answer: { status: 200, body } });
    const actor = { id: 'github:31415926', displayName: 'mia' };
    await expect(reader().readActorPermission(repository, actor, 'mia-maintains')).rejects.toEqual(
      failure('invalid-answer'),
    );
  });

  it('freezes a branch to the commit and tree that git has', async () => {
    expect(await reader().freezeBase(repository, 'refs/heads/main')).toEqual(base);
    expect(base.tree).toBe(await fixture.git.text(['rev-parse', 'refs/heads/main^{tree}']));
  });

  it.each(['main', 'refs/tags/main', 'refs/heads/'])(
    'refuses %j as the name of a branch',
    async (ref) => {
      await expect(reader().freezeBase(repository, ref)).rejects.toEqual(failure('misconfigured'));
    },
  );

  it('says which branch is not there', async () => {
    await expect(reader().freezeBase(repository, 'refs/heads/gone')).rejects.toEqual(
      failure('not-found', /read the branch: Not Found/),
    );
  });

  it('reads an issue as it stands now, so that edits show', async () => {
    const number = newIssue();
    fixture.github.editIssue(number, { title: 'Something else' });
    expect(await reader().readIssue(repository, number)).toEqual({
      title: 'Something else',
      body: 'Body',
    });
  });
});

function report(runId: string, more: Partial<CheckReport> = {}): CheckReport {
  return { headSha: base.commit, runId, title: 'Waiting', summary: 'Summary', ...more };
}

describe('FeedbackWriter', () => {
  it('[SVC-18] [GHB-11] keeps one comment per run and edits it in place', async () => {
    const number = newIssue();

    const first = await feedback().createIssueComment(repository, number, 'run-a', 'started');
    const again = await feedback().createIssueComment(repository, number, 'run-a', 'done');
    await feedback().createIssueComment(repository, number, 'run-b', 'another run');

    expect(again).toEqual(first);
    expect(commentsOf(number)).toEqual([
      ['github-actions[bot]', '<!-- patchplane:run=run-a -->\ndone'],
      ['github-actions[bot]', '<!-- patchplane:run=run-b -->\nanother run'],
    ]);
  });

  it('[SVC-18] never edits a comment of somebody else who wrote the marker', async () => {
    const number = newIssue();
    const marker = '<!-- patchplane:run=run-c -->\nApproved!';
    const path = `/repos/acme/pagination/issues/${number}/comments`;
    await fixture.api('token-sam', 'POST', path, { body: marker });
    await fixture.api('token-other-app', 'POST', path, { body: marker });

    await feedback().createIssueComment(repository, number, 'run-c', 'ours');

    expect(commentsOf(number)).toEqual([
      ['sam-reports', marker],
      ['look-alike[bot]', marker],
      ['github-actions[bot]', '<!-- patchplane:run=run-c -->\nours'],
    ]);
  });

  it('[SVC-18] does not take a marker inside our own text for the comment of that run', async () => {
    const number = newIssue();
    const quoted = 'the issue said: <!-- patchplane:run=run-e -->';
    await feedback().createIssueComment(repository, number, 'run-d', quoted);
    await feedback().createIssueComment(repository, number, 'run-e', 'second');
    expect(commentsOf(number)).toHaveLength(2);
  });

  it('finds the comment behind a hundred others', async () => {
    const number = newIssue();
    const path = `/repos/acme/pagination/issues/${number}/comments`;
    for (let at = 0; at < 101; at += 1)
      await fixture.api('token-sam', 'POST', path, { body: `me too ${at}` });
    await feedback().createIssueComment(repository, number, 'run-f', 'one');
    await feedback().createIssueComment(repository, number, 'run-f', 'two');
    expect(commentsOf(number)).toHaveLength(102);
  });

  it('truncates a long comment at its end, with notice', async () => {
    const number = newIssue();
    await feedback().createIssueComment(
      repository,
      number,
      'run-g',
      `begin ${'😀'.repeat(60_000)}`,
    );
    const [, body = ''] = commentsOf(number)[0] ?? [];
    expect(body.length).toBeLessThanOrEqual(65_535);
    expect(body).toMatch(/^<!-- patchplane:run=run-g -->\nbegin 😀/);
    expect(body).toMatch(/Truncated: the whole text has 120036 characters/);
    expect(body.isWellFormed()).toBe(true);
  });

  it('reacts to issues and comments, once each', async () => {
    const number = newIssue();
    const { externalId } = await feedback().createIssueComment(repository, number, 'run-h', 'x');
    await feedback().react({ repository, issueNumber: number, commentId: externalId }, 'rocket');
    await feedback().react({ repository, issueNumber: number, commentId: externalId }, 'rocket');
    const given = fixture.github.state().reactions.filter(({ content }) => content === 'rocket');
    expect(given.map(({ subject }) => subject)).toEqual([
      { kind: 'comment', id: Number(externalId) },
    ]);
  });

  it('[SVC-19] [GHB-10] keeps one check per run and completes it in place', async () => {
    const first = await feedback().publishCheck(repository, report('run-i'));
    const other = await feedback().publishCheck(repository, report('run-j'));
    const done = await feedback().publishCheck(
      repository,
      report('run-i', { conclusion: 'action_required', detailsUrl: 'http://127.0.0.1:1/run-i' }),
    );

    expect(done).toEqual(first);
    expect(other).not.toEqual(first);
    expect(check('run-i')).toMatchObject([
      {
        name: 'PatchPlane',
        headSha: base.commit,
        status: 'completed',
        conclusion: 'action_required',
      },
    ]);
    expect(check('run-j')).toMatchObject([{ status: 'in_progress', conclusion: null }]);
  });

  it('[SVC-19] leaves a look-alike check of another App alone', async () => {
    const planted = {
      name: 'PatchPlane',
      head_sha: base.commit,
      external_id: 'run-k',
      status: 'completed',
      conclusion: 'success',
    };
    await fixture.api('token-other-app', 'POST', '/repos/acme/pagination/check-runs', planted);

    await feedback().publishCheck(repository, report('run-k', { conclusion: 'failure' }));
    await feedback().publishCheck(repository, report('run-k', { conclusion: 'neutral' }));

    expect(check('run-k').map(({ app, conclusion }) => [app.slug, conclusion])).toEqual([
      ['look-alike', 'success'],
      ['github-actions', 'neutral'],
    ]);
  });

  it('truncates a long summary of a check at its end, with notice', async () => {
    await feedback().publishCheck(
      repository,
      report('run-l', { summary: 'verdict '.repeat(20_000) }),
    );
    const summary = check('run-l')[0]?.output.summary ?? '';
    expect(summary).toHaveLength(65_535);
    expect(summary).toMatch(/^verdict .*Truncated: the whole text has 160000 characters/s);
  });

  it('can not check a commit that is not there', async () => {
    await expect(
      feedback().publishCheck(repository, report('run-m', { headSha: '0'.repeat(40) })),
    ).rejects.toEqual(failure('misconfigured', /No commit found for SHA/));
  });
});

function commentsOf(number: number): (readonly [string, string])[] {
  return fixture.github
    .state()
    .comments.filter(({ issue }) => issue === number)
    .map(({ author, body }) => [author.login, body]);
}

function check(runId: string) {
  return fixture.github.state().checks.filter(({ externalId }) => externalId === runId);
}

describe('RepositoryWriter', () => {
  it('[SVC-21] makes a commit whose tree is the one that git makes of the same changes', async () => {
    const contents = new Map<string, Uint8Array>();
    const added = (path: string, mode: string, content: string | Uint8Array): TreeChange => {
      const bytes = Buffer.from(content);
      const blob = blobId(bytes);
      contents.set(blob, bytes);
      return { path, status: 'A', oldMode: null, newMode: mode, oldBlob: null, newBlob: blob };
    };
    const changes: TreeChange[] = [
      { ...added('src/page.js', '100644', 'export const lastPage = Math.ceil;\n'), status: 'M' },
      added('bin/run.sh', '100755', '#!/bin/sh\n'),
      added('link', '120000', 'src/page.js'),
      added('image.bin', '100644', new Uint8Array([0, 255, 10, 13, 128])),
      added('dir with space/naïve "name"\t.txt', '100644', 'x'),
      added('copy.bin', '100644', new Uint8Array([0, 255, 10, 13, 128])),
      deleted('docs/old.md'),
    ];

    const commit = await writer().createCommit(repository, {
      base,
      message: 'Fix the last page\n\nPatchPlane-Run: run-1',
      changes,
      readBlob: async (blob) => contents.get(blob) ?? new Uint8Array(),
    });

    expect(commit.tree).toBe(await treeByGit(changes, contents));
    expect(await fixture.git.text(['rev-parse', `${commit.sha}^{tree}`])).toBe(commit.tree);
    expect(await fixture.git.text(['rev-parse', `${commit.sha}^@`])).toBe(base.commit);
    expect(await fixture.git.text(['show', '-s', '--format=%B', commit.sha])).toBe(
      'Fix the last page\n\nPatchPlane-Run: run-1',
    );
    expect(await fixture.git.text(['fsck', '--strict', '--no-dangling'])).toBe('');
  });

  it('names a path that the API can not express', async () => {
    const path = { base64: Buffer.from([0x61, 0xff, 0x62]).toString('base64') };
    const change = { ...deleted('docs/old.md'), path };
    await expect(commitOf([change])).rejects.toEqual(failure('misconfigured', /"aÿb".*not UTF-8/));
  });

  it('notices bytes that are not those of the blob', async () => {
    const change = {
      ...deleted('src/page.js'),
      status: 'M',
      newMode: '100644',
      newBlob: 'a'.repeat(40),
    } as const;
    await expect(commitOf([change], async () => Buffer.from('other'))).rejects.toEqual(
      failure('tampered', /not those that were approved/),
    );
  });

  it.each(['.git/config', '../up', '/absolute', 'a//b'])(
    'GitHub refuses the path %j',
    async (path) => {
      const content = Buffer.from('x');
      const change = {
        ...deleted('docs/old.md'),
        path,
        status: 'A',
        newMode: '100644',
        newBlob: blobId(content),
      } as const;
      await expect(commitOf([change], async () => content)).rejects.toEqual(
        failure('misconfigured', /malformed path component/),
      );
    },
  );

  it('needs a separate permission to touch workflows, and says so', async () => {
    const content = Buffer.from('on: push\n');
    const change = {
      ...deleted('.github/workflows/evil.yml'),
      status: 'A',
      newMode: '100644',
      newBlob: blobId(content),
    } as const;
    await expect(commitOf([change], async () => content)).rejects.toEqual(
      failure('auth', /workflows: write/),
    );
  });

  it('[SVC-20] creates a branch once; a second time is a conflict', async () => {
    const ref = 'refs/heads/patchplane/run-1-aa';
    await writer().createBranch(repository, ref, base.commit);
    await expect(writer().createBranch(repository, ref, base.commit)).rejects.toEqual(
      failure('conflict'),
    );
    expect(await writer().readBranch(repository, ref)).toEqual(fixture.start);
  });

  it.each([
    'refs/heads/main',
    'refs/heads/patchplane/',
    'refs/heads/patchplane/../main',
    'refs/tags/patchplane/x',
    'patchplane/x',
    'refs/heads/patchplane/a/b',
  ])('[SVC-20] has no way to create %j', async (ref) => {
    const sent = wire();
    await expect(writer().createBranch(repository, ref, base.commit)).rejects.toEqual(
      failure('misconfigured'),
    );
    expect(sent()).toEqual([]);
  });

  it('can not point a branch at a commit that is not there', async () => {
    const ref = 'refs/heads/patchplane/nowhere';
    await expect(writer().createBranch(repository, ref, '0'.repeat(40))).rejects.toEqual(
      failure('misconfigured', /Object does not exist/),
    );
  });

  it('[SVC-22] [GHB-12] opens a draft pull request and finds it again', async () => {
    const headRef = 'refs/heads/patchplane/run-2-bb';
    const { sha } = await commitOf([deleted('docs/old.md')]);
    await writer().createBranch(repository, headRef, sha);
    expect(await writer().findPullRequest(repository, headRef)).toBeUndefined();
    const draft = {
      title: 'Fix\nthe last page',
      body: 'Body',
      headRef,
      baseRef: 'refs/heads/main',
    };

    const opened = await writer().createDraftPullRequest(repository, draft);

    expect(await writer().findPullRequest(repository, headRef)).toEqual(opened);
    expect(fixture.github.state().pulls.at(-1)).toMatchObject({
      number: opened.number,
      headSha: sha,
      baseBranch: 'main',
      draft: true,
    });
    await expect(writer().createDraftPullRequest(repository, draft)).rejects.toEqual(
      failure('conflict', /already exists/),
    );
  });

  it('opens no pull request without commits', async () => {
    const headRef = 'refs/heads/patchplane/run-3-cc';
    await writer().createBranch(repository, headRef, base.commit);
    await expect(
      writer().createDraftPullRequest(repository, {
        title: 't',
        body: '',
        headRef,
        baseRef: 'refs/heads/main',
      }),
    ).rejects.toEqual(failure('misconfigured', /No commits between/));
  });

  it('[PRD-08] the token of propose can not write to the repository', async () => {
    const sneaky = createGitHubWriter(options('token-propose'));
    await expect(
      sneaky.createBranch(repository, 'refs/heads/patchplane/sneaky', base.commit),
    ).rejects.toEqual(failure('auth', /not accessible by integration.*contents: write/));
  });
});

function deleted(path: string): TreeChange {
  const oldBlob = blobId(Buffer.from('Old.\n'));
  return { path, status: 'D', oldMode: '100644', newMode: null, oldBlob, newBlob: null };
}

function commitOf(
  changes: readonly TreeChange[],
  readBlob: () => Promise<Uint8Array> = async () => new Uint8Array(),
) {
  return writer().createCommit(repository, { base, message: 'm', changes, readBlob });
}

function blobId(content: Uint8Array): string {
  return createHash('sha1').update(`blob ${content.byteLength}\0`).update(content).digest('hex');
}

async function treeByGit(
  changes: readonly TreeChange[],
  contents: ReadonlyMap<string, Uint8Array>,
): Promise<string> {
  const env = { GIT_INDEX_FILE: `${fixture.folder}/index` };
  await fixture.git.bytes(['read-tree', base.tree], { env });
  for (const { path, newMode, newBlob } of changes) {
    if (newBlob)
      await fixture.git.text(['hash-object', '-w', '--stdin'], {
        input: contents.get(newBlob) ?? '',
      });
    const line = newBlob ? `${newMode} ${newBlob}\t${path}\0` : `0 ${'0'.repeat(40)}\t${path}\0`;
    await fixture.git.bytes(['update-index', '-z', '--index-info'], { env, input: line });
  }
  return fixture.git.text(['write-tree'], { env });
}

describe('a network that is not perfect', () => {
  it.each([502, 503, 504])('[TST-17] asks again after %i', async (status) => {
    fixture.github.injectFault({
      method: 'GET',
      path: /\/git\/ref\//,
      times: 2,
      answer: { status },
    });
    expect(await reader().freezeBase(repository, 'refs/heads/main')).toEqual(base);
  });

  it('[TST-17] asks again after a lost connection, a bounded number of times', async () => {
    fixture.github.injectFault({ path: /pagination$/, times: 2, hangUp: true });
    expect(await reader().verifyRepositoryAccess(repository)).toMatchObject({ status: 'active' });
    fixture.github.injectFault({ path: /pagination$/, times: 3, hangUp: true });
    await expect(reader().verifyRepositoryAccess(repository)).rejects.toEqual(
      expect.objectContaining({ code: 'unavailable', retryable: true }),
    );
  });

  it('[TST-17] does not ask again after 500, which may come for ever', async () => {
    fixture.github.injectFault({ path: /pagination$/, times: 1, answer: { status: 500 } });
    await expect(reader().verifyRepositoryAccess(repository)).rejects.toEqual(
      failure('unavailable'),
    );
  });

  it('[TST-17] never sends a write twice, even if its answer was lost', async () => {
    const ref = 'refs/heads/patchplane/lost-answer';
    const sent = wire();
    fixture.github.injectFault({ method: 'POST', path: /git\/refs/, times: 1, loseAnswer: true });
    await expect(writer().createBranch(repository, ref, base.commit)).rejects.toEqual(
      failure('unavailable'),
    );
    expect(sent().filter((line) => line.startsWith('POST'))).toEqual(['POST /git/refs 201']);
    expect(await writer().readBranch(repository, ref)).toEqual(fixture.start);
  });

  it.each([
    [429, { 'retry-after': '2' }, [2_000]],
    [403, { 'retry-after': '0' }, [0]],
    [403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' }, [0]],
  ])(
    '[TST-17] waits as long as GitHub says (%i %j), also before writing',
    async (status, headers, waited) => {
      const waits: number[] = [];
      const patient = createGitHubFeedback({
        ...options('token-propose'),
        sleep: async (milliseconds) => waits.push(milliseconds),
      });
      const number = newIssue();
      const body = '{"message":"You have exceeded a secondary rate limit"}';
      fixture.github.injectFault({
        method: 'POST',
        path: /comments/,
        times: 1,
        answer: { status, headers, body },
      });
      await patient.createIssueComment(repository, number, 'run-n', 'x');
      expect(waits).toEqual(waited);
      expect(commentsOf(number)).toHaveLength(1);
    },
  );

  it('[TST-17] does not wait longer than a minute', async () => {
    const headers = { 'retry-after': '3600' };
    fixture.github.injectFault({ path: /pagination$/, times: 1, answer: { status: 429, headers } });
    await expect(reader().verifyRepositoryAccess(repository)).rejects.toEqual(
      expect.objectContaining({
        code: 'rate-limited',
        retryable: true,
        tell: expect.stringContaining('3600'),
      }),
    );
  });

  it('[TST-18] gives up on an answer that does not come', async () => {
    fixture.github.injectFault({ path: /pagination$/, times: 1, delayMs: 2_000 });
    const hasty = createGitHubReader(options('token-propose', 100));
    await expect(hasty.verifyRepositoryAccess(repository)).rejects.toEqual(
      expect.objectContaining({ code: 'timeout', retryable: true }),
    );
  });

  it('never puts the token into what it tells', async () => {
    const wrong = createGitHubReader({ token: 'ghs_secret', apiUrl: fixture.github.apiUrl });
    const error: unknown = await wrong.verifyRepositoryAccess(repository).catch((caught) => caught);
    expect(error).toEqual(failure('auth', /Bad credentials.*token is valid/));
    expect(JSON.stringify(error)).not.toContain('ghs_secret');
  });

  it('keeps control characters of an answer out of what it tells', async () => {
    const body = JSON.stringify({ message: 'a\u001b[31mred\n::set-output name=x::y' });
    fixture.github.injectFault({ path: /pagination$/, times: 1, answer: { status: 422, body } });
    await expect(reader().verifyRepositoryAccess(repository)).rejects.toEqual(
      failure('misconfigured', /: a \[31mred ::set-output name=x::y\.$/),
    );
  });
});

it('every exchange above is one that GitHub describes', () => {
  const check = createOpenApiCheck();
  const exchanges = fixture.github.exchanges();
  const problems = exchanges.flatMap((exchange) =>
    check(exchange).map(
      (problem) => `${exchange.method} ${exchange.path} ${exchange.status}: ${problem}`,
    ),
  );
  expect(exchanges.length).toBeGreaterThan(200);
  expect([...new Set(problems)]).toEqual([]);
});
