import { afterEach, describe, expect, it } from 'vitest';
import type { RunMarker } from '../../../action/domain/run-marker.ts';
import { encodeMarker } from '../../../action/plugins/github/marker.ts';
import { createGitHubRunHistory } from '../../../action/plugins/github/run-history.ts';
import { failure } from './plugin-fixture.ts';
import { markerOf, sampleRepository } from './sample-marker.ts';
import {
  type Answer,
  absent,
  forbidden,
  type ScriptedGitHub,
  startScripted,
} from './scripted-github.ts';

let github: ScriptedGitHub | undefined;

afterEach(async () => {
  await github?.stop();
});

const us = 41_898_282;
const markerKey = 'key';
let nextId = 1;

function comment(marker: RunMarker, issueNumber = 7, author = us) {
  const line = encodeMarker(marker, { repository: sampleRepository, issueNumber }, markerKey);
  nextId += 1;
  return {
    id: nextId,
    html_url: 'https://github.example/c',
    issue_url: `https://api.github.example/repos/acme/pagination/issues/${issueNumber}`,
    body: `${line}\ntext`,
    user: { id: author, login: 'github-actions[bot]' },
  };
}

async function withAnswers(answers: Readonly<Record<string, Answer>>, authorId?: number) {
  github = await startScripted(({ method, path }) => {
    const [address = ''] = path.split('?');
    return answers[`${method} ${address}`] ?? absent;
  });
  const history = createGitHubRunHistory({
    ...github.options,
    markerKey,
    ...(authorId === undefined ? {} : { authorId }),
  });
  return { history, github };
}

describe('what ran before', () => {
  it('reads our own comments only, newest first', async () => {
    const early = markerOf('early', { startedAt: 1_000, state: 'failed', githubRunId: '9' });
    const late = markerOf('late', { startedAt: 2_000, state: 'running' });
    const { history } = await withAnswers(
      {
        'GET /issues/7/comments': {
          json: [
            comment(early),
            comment(markerOf('eve'), 7, 666),
            comment(late),
            { ...comment(late), body: 'no marker', user: null },
          ],
        },
      },
      us,
    );

    expect(await history.listRuns(sampleRepository, 7)).toEqual([
      { ...late, issueNumber: 7, githubRunId: undefined, subjectSha256: undefined },
      { ...early, issueNumber: 7, subjectSha256: undefined },
    ]);
  });

  it('lists what started since, not what was edited since', async () => {
    const { history, github: server } = await withAnswers(
      {
        'GET /issues/comments': {
          json: [
            comment(markerOf('old', { startedAt: 99_999 }), 3),
            comment(markerOf('new', { startedAt: 100_000 }), 4),
          ],
        },
      },
      us,
    );
    const starts = await history.listStarts(sampleRepository, 100_000);
    expect(starts.map(({ issueNumber }) => issueNumber)).toEqual([4]);
    expect(server.asked()[0]).toContain('since=1970-01-01T00%3A00%3A40Z');
  });

  it('asks who we are only when a comment claims to be ours, and once', async () => {
    const { history, github: server } = await withAnswers({
      'GET /issues/7/comments': { json: [] },
      'GET /issues/8/comments': { json: [comment(markerOf('run'), 8)] },
      'POST /issues/8/reactions': { json: { user: { id: us, login: 'github-actions[bot]' } } },
    });
    expect(await history.listRuns(sampleRepository, 7)).toEqual([]);
    expect(await history.listRuns(sampleRepository, 8)).toHaveLength(1);
    expect(await history.listRuns(sampleRepository, 8)).toHaveLength(1);
    expect(server.asked().filter((line) => line.startsWith('POST'))).toHaveLength(1);
  });

  it('a GitHub that does not answer is no empty history', async () => {
    const { history } = await withAnswers({ 'GET /issues/comments': forbidden }, us);
    await expect(history.listStarts(sampleRepository, 0)).rejects.toEqual(failure('auth'));
  });

  it.each([
    ['queued', true],
    ['waiting', true],
    ['in_progress', true],
    ['pending', true],
    ['completed', false],
  ])('a workflow run that is %s is under way: %s', async (status, expected) => {
    const { history } = await withAnswers({ 'GET /actions/runs/9': { json: { status } } });
    expect(await history.isUnderWay(sampleRepository, '9')).toBe(expected);
  });

  it('a workflow run that was deleted is over; one that can not be read is not known', async () => {
    const { history } = await withAnswers({ 'GET /actions/runs/9': forbidden });
    expect(await history.isUnderWay(sampleRepository, '10')).toBe(false);
    await expect(history.isUnderWay(sampleRepository, '9')).rejects.toEqual(
      failure('auth', /needs "actions: read"/),
    );
  });
});
