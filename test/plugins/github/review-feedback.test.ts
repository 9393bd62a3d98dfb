import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { LineComment, ReviewMessage } from '../../../action/core/services/review-feedback.ts';
import {
  createGitHubReviewFeedback,
  mostLineComments,
} from '../../../action/plugins/github/review-feedback.ts';
import { failure, type PluginFixture, startPlugin } from './plugin-fixture.ts';

let plugin: PluginFixture;
let number: number;
let headSha: string;

const Opened = z.looseObject({
  number: z.int(),
  pull_request: z.looseObject({ head: z.looseObject({ sha: z.string() }) }),
});

beforeAll(async () => {
  plugin = await startPlugin();
});

afterAll(async () => {
  await plugin.fixture.stop();
});

let opened = 0;
beforeEach(async () => {
  opened += 1;
  const { payload } = await plugin.fixture.github.openPull({
    by: 'will-writes',
    branch: `feature-${opened}`,
    files: { 'src/long.js': numbered(1, 80) },
  });
  const pull = Opened.parse(payload);
  number = pull.number;
  headSha = pull.pull_request.head.sha;
});

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => `const line${from + at} = 1;\n`).join('');

function comment(line: number, body = `Look at ${line}.`): LineComment {
  const key = line.toString(16).padStart(16, '0');
  return { key, file: 'src/long.js', lineStart: line, lineEnd: line, body };
}

function message(...comments: readonly LineComment[]): ReviewMessage {
  return { summary: '## Review\n\nFine.', comments, headSha, baseSha: plugin.base.commit };
}

type Token = Parameters<PluginFixture['options']>[0];
function feedback(more: { token?: Token; markerKey?: string } = {}) {
  const { token = 'token-publish', markerKey } = more;
  const place = { repository: plugin.repository, pullNumber: number };
  return createGitHubReviewFeedback({ ...plugin.options(token), ...place, markerKey });
}

const deliver = (
  given: ReviewMessage,
  cleanupOwned = false,
  more: Parameters<typeof feedback>[0] = {},
) => feedback(more).deliver(given, { cleanupOwned, signal: new AbortController().signal });
const lineComments = () =>
  plugin.fixture.github.state().pullComments.filter(({ pull }) => pull === number);
const post = (token: string, path: string, body: object) =>
  plugin.fixture.api(token, 'POST', `/repos/acme/pagination${path}`, body);

describe('a review on a pull request', () => {
  it('[DOC-24] is one summary and one comment at each line', async () => {
    const { url, ...counts } = await deliver(
      message(comment(3), { ...comment(9), lineStart: 7, file: 'src/long.js' }),
    );

    expect(counts).toEqual({
      summary: 'created',
      lineCommentsDelivered: 2,
      lineCommentsKept: 0,
      lineCommentsSkipped: 0,
      staleRemoved: 0,
    });
    expect(url).toContain(`/pull/${number}#issuecomment-`);
    expect(plugin.commentsOf(number)).toEqual([
      ['github-actions[bot]', '<!-- patchplane:review=summary -->\n## Review\n\nFine.'],
    ]);
    expect(lineComments()).toMatchObject([
      { line: 3, startLine: null, side: 'RIGHT', commit: headSha },
      {
        line: 9,
        startLine: 7,
        body: expect.stringMatching(/^<!-- .*line:0{15}9 -->\nLook at 9\.$/),
      },
    ]);
    expect(
      plugin.fixture.github.state().pullReviews.filter(({ pull }) => pull === number),
    ).toHaveLength(1);
  });

  it('said twice changes nothing', async () => {
    await deliver(message(comment(3), comment(4)));
    const sent = plugin.wire();

    expect(await deliver(message(comment(3), comment(4)))).toMatchObject({
      summary: 'unchanged',
      lineCommentsDelivered: 0,
      lineCommentsKept: 2,
    });
    expect(sent().filter((request) => /^(POST|PATCH|DELETE)/.test(request))).toEqual([
      `POST /issues/${number}/reactions 200`,
    ]);
  });

  it('says what is new in place, and only that', async () => {
    await deliver(message(comment(3), comment(4)));
    const changed = { ...message(comment(4, 'Still.'), comment(5)), summary: 'Worse.' };

    expect(await deliver(changed)).toMatchObject({
      summary: 'updated',
      lineCommentsDelivered: 1,
      lineCommentsKept: 1,
      staleRemoved: 0,
    });
    expect(plugin.commentsOf(number)).toHaveLength(1);
    expect(lineComments().map(({ line, body }) => [line, body.split('\n')[1]])).toEqual([
      [3, 'Look at 3.'],
      [4, 'Still.'],
      [5, 'Look at 5.'],
    ]);
  });

  it('[DOC-19] takes back what it says no more, if asked, and nothing that was answered', async () => {
    await deliver(message(comment(3), comment(4), comment(5)));
    const [, four] = lineComments();
    await post('token-mia', `/pulls/${number}/comments/${four?.id}/replies`, { body: 'No.' });

    expect(await deliver(message(comment(5)), true)).toMatchObject({
      lineCommentsKept: 1,
      staleRemoved: 1,
    });
    expect(lineComments().map(({ line, author }) => [line, author.login])).toEqual([
      [4, 'github-actions[bot]'],
      [5, 'github-actions[bot]'],
      [4, 'mia-maintains'],
    ]);
  });

  it('says it again where the old comment lost its line', async () => {
    await deliver(message(comment(60)));
    const { payload } = await plugin.fixture.github.push(number, 'will-writes', {
      'src/long.js': numbered(1, 50) + numbered(160, 190),
    });
    headSha = Opened.parse(payload).pull_request.head.sha;

    expect(await deliver(message(comment(60)), true)).toMatchObject({
      lineCommentsDelivered: 1,
      lineCommentsKept: 0,
      staleRemoved: 1,
    });
  });

  it('leaves out lines that GitHub refuses, not the others with them', async () => {
    expect(await deliver(message(comment(3), comment(900), comment(5)))).toMatchObject({
      lineCommentsDelivered: 2,
      lineCommentsSkipped: 1,
    });
    expect(lineComments().map(({ line }) => line)).toEqual([3, 5]);
  });

  it('stops at a number that people can read', async () => {
    const many = Array.from({ length: mostLineComments + 7 }, (_, at) => comment(at + 1));

    expect(await deliver(message(...many))).toMatchObject({
      lineCommentsDelivered: mostLineComments,
      lineCommentsSkipped: 7,
    });
  });
});

describe('whose comments they are', () => {
  it('touches nobody else’s, whatever mark they wear', async () => {
    const mark = '<!-- patchplane:review=summary -->\nforged';
    const line = { ...comment(3), path: 'src/long.js', line: 3, side: 'RIGHT', commit_id: headSha };
    const body = '<!-- patchplane:review=line:0000000000000003 -->\nforged';
    await post('token-mia', `/issues/${number}/comments`, { body: mark });
    await post('token-mia', `/pulls/${number}/comments`, { ...line, body });

    expect(await deliver(message(comment(3)), true)).toMatchObject({
      summary: 'created',
      lineCommentsDelivered: 1,
      staleRemoved: 0,
    });
    expect(plugin.commentsOf(number)[0]).toEqual(['mia-maintains', mark]);
    expect(lineComments()[0]).toMatchObject({ body, author: { login: 'mia-maintains' } });
  });

  it('with a key, a mark of the same account that is not signed is not ours', async () => {
    await deliver(message(comment(3)));
    const markerKey = 'a-key-of-this-test-0123456789';

    expect(await deliver(message(comment(3)), true, { markerKey })).toMatchObject({
      summary: 'created',
      lineCommentsDelivered: 1,
      staleRemoved: 0,
    });
    expect(await deliver(message(comment(3)), true, { markerKey })).toMatchObject({
      summary: 'unchanged',
      lineCommentsKept: 1,
    });
  });
});

describe('what can go wrong', () => {
  it('[DOC-35] a token that may not comment is told by its code and permission', async () => {
    await expect(deliver(message(comment(3)), false, { token: 'token-propose' })).rejects.toEqual(
      failure('auth', /^GITHUB_COMMENT_ERROR\[AUTH\]: .*pull_requests: /),
    );
  });

  it('[DOC-35] a repository that took over the name gets no comment', async () => {
    const other = { ...plugin.repository, externalId: '1' };
    const stranger = createGitHubReviewFeedback({
      ...plugin.options('token-publish'),
      ...{ repository: other, pullNumber: number },
    });
    const signal = new AbortController().signal;

    await expect(stranger.deliver(message(), { cleanupOwned: false, signal })).rejects.toEqual(
      failure('auth', /GITHUB_COMMENT_ERROR\[AUTH\]: .*another repository/),
    );
    expect(plugin.commentsOf(number)).toEqual([]);
  });

  it('everything on the wire was as GitHub describes it', () => {
    expect(
      plugin.undescribed().filter((problem) => !/(position|line) must be integer/.test(problem)),
    ).toEqual([]);
  });
});
