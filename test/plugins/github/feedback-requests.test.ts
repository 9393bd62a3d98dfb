import { afterEach, describe, expect, it } from 'vitest';
import { createGitHubFeedback } from '../../../action/plugins/github/feedback.ts';
import { markerOf, sampleRepository } from './sample-marker.ts';
import { absent, type ScriptedGitHub, startScripted } from './scripted-github.ts';

let github: ScriptedGitHub | undefined;

afterEach(async () => {
  await github?.stop();
});

const user = { id: 1, login: 'github-actions[bot]' };

describe('what telling people costs', () => {
  it('an edit is one request, and each request is counted', async () => {
    github = await startScripted(({ method }) => ({
      json: method === 'GET' ? [] : { id: 5, html_url: 'https://github.example/5', user },
    }));
    const routes: string[] = [];
    const feedback = createGitHubFeedback({
      ...github.options,
      onRequest: ({ route }) => routes.push(route),
    });
    const target = { repository: sampleRepository, issueNumber: 7 };

    await feedback.react(target, 'eyes');
    for (const text of ['one', 'two', 'three'])
      await feedback.createIssueComment(sampleRepository, 7, markerOf('run'), text);

    expect(github.asked()).toEqual([
      'POST /issues/7/reactions',
      'GET /issues/7/comments?per_page=100&page=1',
      'POST /issues/7/comments',
      'PATCH /issues/comments/5',
      'PATCH /issues/comments/5',
    ]);
    expect(routes).toHaveLength(6);
    expect(routes[0]).toBe('GET /repos/{owner}/{repo}');
  });

  it('a comment that somebody deleted is written anew, so that the end is told', async () => {
    let id = 5;
    github = await startScripted(({ method }) => {
      if (method === 'PATCH') return absent;
      id += 1;
      return { json: method === 'GET' ? [] : { id, html_url: 'https://github.example/5', user } };
    });
    const feedback = createGitHubFeedback({ ...github.options, authorId: 1 });
    const first = await feedback.createIssueComment(sampleRepository, 7, markerOf('run'), 'one');
    const second = await feedback.createIssueComment(sampleRepository, 7, markerOf('run'), 'two');
    expect(second.externalId).not.toBe(first.externalId);
  });

  it('asks again who the repository is after a minute', async () => {
    let now = 0;
    github = await startScripted(() => ({ json: { user } }));
    let asked = 0;
    const feedback = createGitHubFeedback({
      ...github.options,
      now: () => now,
      onRequest: ({ route }) => {
        if (route === 'GET /repos/{owner}/{repo}') asked += 1;
      },
    });
    const target = { repository: sampleRepository, issueNumber: 7 };
    await feedback.react(target, 'eyes');
    now = 59_000;
    await feedback.react(target, 'eyes');
    expect(asked).toBe(1);
    now = 60_000;
    await feedback.react(target, 'eyes');
    expect(asked).toBe(2);
  });
});
