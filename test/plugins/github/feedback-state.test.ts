import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGitHubRunHistory } from '../../../action/plugins/github/run-history.ts';
import { type PluginFixture, startPlugin } from './plugin-fixture.ts';
import { markerOf } from './sample-marker.ts';

let plugin: PluginFixture;

beforeAll(async () => {
  plugin = await startPlugin();
});

afterAll(async () => {
  await plugin.fixture.stop();
});

function labelsOf(number: number): string[] {
  const issue = plugin.fixture.github.state().issues.find((issue) => issue.number === number);
  return [...(issue?.labels ?? [])].sort();
}

describe('a run as GitHub shows it', () => {
  it('one label of a state at a time, and the trigger gone', async () => {
    const number = plugin.newIssue();
    plugin.fixture.github.labelIssue(number, 'bug');
    plugin.fixture.github.labelIssue(number, 'patchplane');
    const states = ['running', 'needs-approval', 'published', 'rejected', 'failed'] as const;
    for (const state of [...states, 'failed' as const]) {
      await plugin.feedback.setRunLabel(plugin.repository, number, state);
      expect(labelsOf(number)).toEqual(['bug', `patchplane:${state}`]);
    }
  });

  it('[GHB-19] all annotations of a check, none twice', async () => {
    const annotations = Array.from({ length: 120 }, (_, at) => ({
      path: 'src/page.js',
      startLine: at + 1,
      endLine: at + 1,
      level: 'warning' as const,
      title: 'medium · rule',
      message: `Finding ${at}`,
    }));
    const report = {
      headSha: plugin.base.commit,
      runId: markerOf('notes').runId,
      title: 'Blocked',
      summary: 'Summary',
      conclusion: 'failure' as const,
      annotations,
    };
    await plugin.feedback.publishCheck(plugin.repository, report);
    const { externalId } = await plugin.feedback.publishCheck(plugin.repository, report);

    const answer = await plugin.fixture.api(
      'token-propose',
      'GET',
      `/repos/acme/pagination/check-runs/${externalId}`,
    );
    expect(await answer.json()).toMatchObject({
      status: 'completed',
      conclusion: 'failure',
      output: { annotations_count: 120 },
    });
  });

  it('the history of the repository and of an issue, from the comments', async () => {
    const [one, two] = [plugin.newIssue(), plugin.newIssue()];
    const since = Date.now();
    const markers = {
      first: markerOf('first', { startedAt: since, state: 'failed' }),
      second: markerOf('second', { startedAt: since + 1 }),
      old: markerOf('old', { startedAt: since - 1 }),
    };
    await plugin.feedback.createIssueComment(plugin.repository, one, markers.old, 'x');
    await plugin.feedback.createIssueComment(plugin.repository, one, markers.first, 'x');
    await plugin.feedback.createIssueComment(plugin.repository, two, markers.second, 'x');
    const history = createGitHubRunHistory(plugin.options('token-propose'));

    const starts = await history.listStarts(plugin.repository, since);
    expect(starts.map(({ runId, issueNumber }) => [runId, issueNumber])).toEqual([
      [markers.second.runId, two],
      [markers.first.runId, one],
    ]);
    const runs = await history.listRuns(plugin.repository, one);
    expect(runs.map(({ runId }) => runId)).toEqual([markers.first.runId, markers.old.runId]);
  });

  it('every exchange above is one that GitHub describes', () => {
    expect(plugin.undescribed()).toEqual([]);
  });
});
