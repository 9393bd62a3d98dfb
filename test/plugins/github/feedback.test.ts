import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckReport } from '../../../action/core/services/source-control-service.ts';
import { failure, type PluginFixture, startPlugin } from './plugin-fixture.ts';
import { firstLine, markerOf } from './sample-marker.ts';

let plugin: PluginFixture;

beforeAll(async () => {
  plugin = await startPlugin();
});

afterAll(async () => {
  await plugin.fixture.stop();
});

function report(runId: string, more: Partial<CheckReport> = {}): CheckReport {
  return { headSha: plugin.base.commit, runId, title: 'Waiting', summary: 'Summary', ...more };
}

describe('FeedbackWriter', () => {
  it('[SVC-18] [GHB-11] keeps one comment per run and edits it in place', async () => {
    const number = plugin.newIssue();

    const first = await plugin.feedback.createIssueComment(
      plugin.repository,
      number,
      markerOf('run-a'),
      'started',
    );
    const again = await plugin.feedback.createIssueComment(
      plugin.repository,
      number,
      markerOf('run-a'),
      'done',
    );
    await plugin.feedback.createIssueComment(
      plugin.repository,
      number,
      markerOf('run-b'),
      'another run',
    );

    expect(again).toEqual(first);
    expect(plugin.commentsOf(number)).toEqual([
      ['github-actions[bot]', `${firstLine('run-a', number)}\ndone`],
      ['github-actions[bot]', `${firstLine('run-b', number)}\nanother run`],
    ]);
  });

  it('[SVC-18] never edits a comment of somebody else who wrote the marker', async () => {
    const number = plugin.newIssue();
    const marker = `${firstLine('run-c', number)}\nApproved!`;
    const path = `/repos/acme/pagination/issues/${number}/comments`;
    await plugin.fixture.api('token-sam', 'POST', path, { body: marker });
    await plugin.fixture.api('token-other-app', 'POST', path, { body: marker });

    await plugin.feedback.createIssueComment(plugin.repository, number, markerOf('run-c'), 'ours');

    expect(plugin.commentsOf(number)).toEqual([
      ['sam-reports', marker],
      ['look-alike[bot]', marker],
      ['github-actions[bot]', `${firstLine('run-c', number)}\nours`],
    ]);
  });

  it('[SVC-18] does not take a marker inside our own text for the comment of that run', async () => {
    const number = plugin.newIssue();
    const quoted = `the issue said: ${firstLine('run-e', number)}`;
    await plugin.feedback.createIssueComment(plugin.repository, number, markerOf('run-d'), quoted);
    await plugin.feedback.createIssueComment(
      plugin.repository,
      number,
      markerOf('run-e'),
      'second',
    );
    expect(plugin.commentsOf(number)).toHaveLength(2);
  });

  it('finds the comment behind a hundred others', async () => {
    const number = plugin.newIssue();
    const path = `/repos/acme/pagination/issues/${number}/comments`;
    for (let at = 0; at < 101; at += 1)
      await plugin.fixture.api('token-sam', 'POST', path, { body: `me too ${at}` });
    await plugin.feedback.createIssueComment(plugin.repository, number, markerOf('run-f'), 'one');
    await plugin.feedback.createIssueComment(plugin.repository, number, markerOf('run-f'), 'two');
    expect(plugin.commentsOf(number)).toHaveLength(102);
  });

  it('truncates a long comment at its end, with notice', async () => {
    const number = plugin.newIssue();
    await plugin.feedback.createIssueComment(
      plugin.repository,
      number,
      markerOf('run-g'),
      `begin ${'😀'.repeat(60_000)}`,
    );
    const [, body = ''] = plugin.commentsOf(number)[0] ?? [];
    expect(body.length).toBeLessThanOrEqual(65_535);
    expect(body.startsWith(`${firstLine('run-g', number)}\nbegin 😀`)).toBe(true);
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(65_535);
    expect(body).toMatch(/Truncated: the whole text has 240\d{3} bytes/);
    expect(body.isWellFormed()).toBe(true);
  });

  it('reacts to issues and comments, once each', async () => {
    const number = plugin.newIssue();
    const { externalId } = await plugin.feedback.createIssueComment(
      plugin.repository,
      number,
      markerOf('run-h'),
      'x',
    );
    await plugin.feedback.react(
      { repository: plugin.repository, issueNumber: number, commentId: externalId },
      'rocket',
    );
    await plugin.feedback.react(
      { repository: plugin.repository, issueNumber: number, commentId: externalId },
      'rocket',
    );
    const given = plugin.fixture.github
      .state()
      .reactions.filter(({ content }) => content === 'rocket');
    expect(given.map(({ subject }) => subject)).toEqual([
      { kind: 'comment', id: Number(externalId) },
    ]);
  });

  it('[SVC-19] [GHB-10] keeps one check per run and completes it in place', async () => {
    const first = await plugin.feedback.publishCheck(plugin.repository, report('run-i'));
    const other = await plugin.feedback.publishCheck(plugin.repository, report('run-j'));
    const done = await plugin.feedback.publishCheck(
      plugin.repository,
      report('run-i', { conclusion: 'action_required', detailsUrl: 'http://127.0.0.1:1/run-i' }),
    );

    expect(done).toEqual(first);
    expect(other).not.toEqual(first);
    expect(check('run-i')).toMatchObject([
      {
        name: 'PatchPlane',
        headSha: plugin.base.commit,
        status: 'completed',
        conclusion: 'action_required',
      },
    ]);
    expect(check('run-j')).toMatchObject([{ status: 'in_progress', conclusion: null }]);
  });

  it('[SVC-19] leaves a look-alike check of another App alone', async () => {
    const planted = {
      name: 'PatchPlane',
      head_sha: plugin.base.commit,
      external_id: 'run-k',
      status: 'completed',
      conclusion: 'success',
    };
    await plugin.fixture.api(
      'token-other-app',
      'POST',
      '/repos/acme/pagination/check-runs',
      planted,
    );

    await plugin.feedback.publishCheck(
      plugin.repository,
      report('run-k', { conclusion: 'failure' }),
    );
    await plugin.feedback.publishCheck(
      plugin.repository,
      report('run-k', { conclusion: 'neutral' }),
    );

    expect(check('run-k').map(({ app, conclusion }) => [app.slug, conclusion])).toEqual([
      ['look-alike', 'success'],
      ['github-actions', 'neutral'],
    ]);
  });

  it('truncates a long summary of a check at its end, with notice', async () => {
    await plugin.feedback.publishCheck(
      plugin.repository,
      report('run-l', { summary: 'verdict '.repeat(20_000) }),
    );
    const summary = check('run-l')[0]?.output.summary ?? '';
    expect(summary).toHaveLength(65_535);
    expect(summary).toMatch(/^verdict .*Truncated: the whole text has 160000 bytes/s);
  });

  it('can not check a commit that is not there', async () => {
    await expect(
      plugin.feedback.publishCheck(plugin.repository, report('run-m', { headSha: '0'.repeat(40) })),
    ).rejects.toEqual(failure('misconfigured', /No commit found for SHA/));
  });
});

function check(runId: string) {
  return plugin.fixture.github.state().checks.filter(({ externalId }) => externalId === runId);
}

it('every exchange above is one that GitHub describes', () => {
  expect(plugin.undescribed()).toEqual([]);
});
