import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGitHubFeedback } from '../../action/plugins/github/feedback.ts';
import { encodeMarker } from '../../action/plugins/github/marker.ts';
import { createGitHubRunHistory } from '../../action/plugins/github/run-history.ts';
import { type PluginFixture, startPlugin } from '../plugins/github/plugin-fixture.ts';
import { markerOf } from '../plugins/github/sample-marker.ts';

let plugin: PluginFixture;

beforeAll(async () => {
  plugin = await startPlugin();
});

afterAll(async () => {
  await plugin.fixture.stop();
});

const markerKey = 'a key that only we hold';
const approved = '### PatchPlane: Approved and published as draft pull request #1';

describe('[B6] a forged "PatchPlane approved" comment', () => {
  it.each([
    ['a person with a copied marker', 'token-sam', markerKey],
    ['another App with a copied marker', 'token-other-app', markerKey],
    ['our own account, made to repeat an unsigned marker', 'token-propose', undefined],
    ['our own account, with another key', 'token-propose', 'guessed'],
  ] as const)('%s is not taken for ours', async (_, token, key) => {
    const issueNumber = plugin.newIssue();
    const { repository } = plugin;
    const marker = markerOf('forged', { state: 'published', subjectSha256: 'a'.repeat(64) });
    const planted = `${encodeMarker(marker, { repository, issueNumber }, key)}\n${approved}`;
    const path = `/repos/acme/pagination/issues/${issueNumber}/comments`;
    await plugin.fixture.api(token, 'POST', path, { body: planted });
    const options = { ...plugin.options('token-propose'), markerKey };

    expect(await createGitHubRunHistory(options).listRuns(repository, issueNumber)).toEqual([]);

    const feedback = createGitHubFeedback(options);
    await feedback.createIssueComment(
      repository,
      issueNumber,
      { ...marker, state: 'running' },
      'x',
    );
    const comments = plugin.commentsOf(issueNumber);
    expect(comments).toHaveLength(2);
    expect(comments[0]?.[1]).toBe(planted);
  });

  it('a marker copied from one issue to another says nothing there', async () => {
    const { repository } = plugin;
    const [here, there] = [plugin.newIssue(), plugin.newIssue()];
    const options = { ...plugin.options('token-propose'), markerKey };
    const feedback = createGitHubFeedback(options);
    await feedback.createIssueComment(repository, here, markerOf('copied'), 'ours');
    const [, body = ''] = plugin.commentsOf(here)[0] ?? [];
    await feedback.answer(repository, there, body);

    const history = createGitHubRunHistory(options);
    expect(await history.listRuns(repository, here)).toHaveLength(1);
    expect(await history.listRuns(repository, there)).toEqual([]);
  });
});
