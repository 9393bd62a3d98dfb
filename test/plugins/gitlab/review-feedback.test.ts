import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LineComment, ReviewMessage } from '../../../action/core/services/review-feedback.ts';
import { discussionId } from '../../../action/embedded/gitlab/desk.ts';
import { type EmbeddedGitLab, startGitLab } from '../../../action/embedded/gitlab/start-gitlab.ts';
import {
  createGitLabReviewFeedback,
  mostLineNotes,
} from '../../../action/plugins/gitlab/review-feedback.ts';
import { failure } from '../github/plugin-fixture.ts';

const sha = (digit: string) => digit.repeat(40);
const bot = { id: 77, username: 'project_5_bot', token: 'glpat-of-the-bot', scope: 'api' } as const;
const mia = { id: 31, username: 'mia', token: 'glpat-of-mia', scope: 'api' } as const;
const reader = { id: 78, username: 'reader', token: 'glpat-reader', scope: 'read_api' } as const;

let gitlab: EmbeddedGitLab;
let waits: number[];

beforeEach(async () => {
  waits = [];
  gitlab = await startGitLab({
    users: [bot, mia, reader],
    mergeRequest: {
      ...{ projectId: 5, iid: 11, baseSha: sha('b'), startSha: sha('c'), headSha: sha('a') },
      files: {
        'src/page.js': { added: range(1, 90), context: { 95: 41, 96: 42 } },
        'src/new-name.js': { added: [3], context: {}, oldPath: 'src/old-name.js' },
      },
    },
  });
});

afterEach(async () => {
  await gitlab.close();
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

function comment(line: number, more: Partial<LineComment> = {}): LineComment {
  const key = line.toString(16).padStart(16, '0');
  const place = { file: 'src/page.js', lineStart: line, lineEnd: line };
  return { key, ...place, body: `Look at ${line}.`, ...more };
}

function message(...comments: readonly LineComment[]): ReviewMessage {
  return { summary: '## Review\n\nFine.\n', comments, headSha: sha('a'), baseSha: sha('b') };
}

function deliver(given: ReviewMessage, cleanupOwned = false, token: string = bot.token) {
  const place = { apiUrl: gitlab.apiUrl, token, projectId: 5, mergeRequestIid: 11 };
  const sleep = async (milliseconds: number) => {
    waits.push(milliseconds);
  };
  const feedback = createGitLabReviewFeedback({ ...place, sleep });
  return feedback.deliver(given, { cleanupOwned, signal: new AbortController().signal });
}

const notes = () =>
  gitlab.desk.discussions.flatMap((discussion) =>
    discussion.notes.map(({ author, body, position }) => [
      author.username,
      position?.new_line ?? 0,
      body.split('\n').slice(1).join('|'),
    ]),
  );
const writes = () => gitlab.desk.log.filter((entry) => !entry.startsWith('GET '));

describe('a review on a merge request', () => {
  it('[DOC-24] is one note and one discussion at each line', async () => {
    expect(await deliver(message(comment(3), comment(9)))).toEqual({
      summary: 'created',
      url: expect.stringMatching(/\/-\/merge_requests\/11#note_\d+$/),
      lineCommentsDelivered: 2,
      lineCommentsKept: 0,
      lineCommentsSkipped: 0,
      staleRemoved: 0,
    });
    expect(notes()).toEqual([
      ['project_5_bot', 0, '## Review||Fine.'],
      ['project_5_bot', 3, 'Look at 3.'],
      ['project_5_bot', 9, 'Look at 9.'],
    ]);
  });

  it('stands at unchanged lines and in renamed files, too', async () => {
    const renamed = comment(3, { file: 'src/new-name.js', oldFile: 'src/old-name.js' });

    expect(await deliver(message(comment(95, { oldLine: 41 }), renamed))).toMatchObject({
      lineCommentsDelivered: 2,
      lineCommentsSkipped: 0,
    });
  });

  it('said twice writes nothing', async () => {
    await deliver(message(comment(3), comment(9)));
    const before = writes().length;

    expect(await deliver(message(comment(3), comment(9)))).toMatchObject({
      summary: 'unchanged',
      lineCommentsDelivered: 0,
      lineCommentsKept: 2,
    });
    expect(writes()).toHaveLength(before);
  });

  it('says what is new in place, and leaves what somebody resolved', async () => {
    await deliver(message(comment(3), comment(9)));
    const [, three] = gitlab.desk.discussions;
    if (three) three.resolved = true;
    const again = message(comment(3, { body: 'Still.' }), comment(9, { body: 'Worse.' }));

    expect(await deliver({ ...again, summary: 'Other.' })).toMatchObject({ summary: 'updated' });
    expect(notes()).toEqual([
      ['project_5_bot', 0, 'Other.'],
      ['project_5_bot', 3, 'Look at 3.'],
      ['project_5_bot', 9, 'Worse.'],
    ]);
  });

  it('[DOC-19] takes its own unresolved discussions back if asked, and no conversation', async () => {
    await deliver(message(comment(3), comment(4), comment(5), comment(6)));
    const [, , four, five] = gitlab.desk.discussions;
    const answer = { id: 1, author: mia, createdAt: '', updatedAt: '', position: undefined };
    four?.notes.push({ ...answer, body: 'No.' });
    if (five) five.resolved = true;

    expect(await deliver(message(comment(6)), false)).toMatchObject({ staleRemoved: 0 });
    expect(await deliver(message(comment(6)), true)).toMatchObject({
      lineCommentsKept: 1,
      staleRemoved: 1,
    });
    expect(notes().map(([, line]) => line)).toEqual([0, 4, 0, 5, 6]);
  });

  it('leaves out lines that GitLab refuses, and stops at a number that people can read', async () => {
    const many = range(1, mostLineNotes + 7).map((line) => comment(line));

    expect(await deliver(message(comment(900), ...many))).toMatchObject({
      lineCommentsDelivered: mostLineNotes - 1,
      lineCommentsSkipped: 8 + 1,
    });
  });

  it('finds itself among more discussions than one page holds', async () => {
    for (let at = 0; at < 130; at += 1)
      gitlab.desk.discussions.push({
        ...{ id: discussionId(at), individual: true, resolved: false },
        notes: [
          {
            id: at + 1,
            author: mia,
            body: 'Hi.',
            createdAt: '',
            updatedAt: '',
            position: undefined,
          },
        ],
      });
    await deliver(message(comment(3)));

    expect(await deliver(message(comment(3)))).toMatchObject({
      summary: 'unchanged',
      lineCommentsKept: 1,
    });
  });
});

describe('whose notes they are', () => {
  it('touches nobody else’s, whatever mark they wear', async () => {
    await deliver(message(comment(3)), false, mia.token);

    expect(await deliver(message(comment(3)), true)).toMatchObject({
      summary: 'created',
      lineCommentsDelivered: 1,
      lineCommentsKept: 0,
      staleRemoved: 0,
    });
    expect(notes().map(([name]) => name)).toEqual([
      ...['mia', 'mia', 'project_5_bot', 'project_5_bot'],
    ]);
  });
});

describe('what can go wrong', () => {
  it('[DOC-35] a token that may only read is told by its code and scope', async () => {
    await expect(deliver(message(comment(3)), false, reader.token)).rejects.toEqual(
      failure('auth', /^GITLAB_NOTE_ERROR\[AUTH\]: GitLab answered 403 .*scope "api"/),
    );
    await expect(deliver(message(), false, 'glpat-wrong')).rejects.toEqual(
      failure('auth', /^GITLAB_NOTE_ERROR\[AUTH\]: GitLab answered 401 .*GITLAB_TOKEN is valid/),
    );
  });

  it('asks again what it only asked, waits as it is told, and writes nothing twice', async () => {
    gitlab.injectFault({ method: 'GET', times: 1, status: 503 });
    gitlab.injectFault({ method: 'POST', times: 1, status: 429, headers: { 'retry-after': '3' } });

    expect(await deliver(message(comment(3)))).toMatchObject({ lineCommentsDelivered: 1 });
    expect(waits).toContain(3_000);
    gitlab.injectFault({ method: 'PUT', times: 1, status: 502 });
    await expect(deliver({ ...message(), summary: 'Other.' })).rejects.toEqual(
      failure('unavailable', /GITLAB_NOTE_ERROR\[UNAVAILABLE\]/),
    );
    expect(gitlab.desk.log.filter((entry) => entry.startsWith('PUT '))).toHaveLength(1);
  });

  it('[DOC-35] says that nobody answers, without the token', async () => {
    await gitlab.close();
    const told: unknown = await deliver(message()).catch((error: unknown) => error);

    expect(told).toEqual(
      failure('unavailable', /GITLAB_NOTE_ERROR\[UNAVAILABLE\]: .*not be reached/),
    );
    expect(JSON.stringify(told, Object.getOwnPropertyNames(told))).not.toContain(bot.token);
    gitlab = await startGitLab(gitlab.desk);
  });
});
