import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routeOf } from '../../action/entry/route.ts';
import { type GitHubFixture, startSampleGitHub } from '../embedded/github/github-fixture.ts';

let fixture: GitHubFixture;
beforeAll(async () => {
  fixture = await startSampleGitHub();
  fixture.github.openIssue({ title: 'Off by one', by: 'mia-maintains' });
});
afterAll(() => fixture.stop());

const door = async (environment: Readonly<Record<string, string>>, payload: unknown = {}) => {
  const route = await routeOf(environment, () => JSON.stringify(payload));
  return route.kind === 'door' ? [route.door, ...route.argv].join(' ') : route.tell;
};
const commented = (body: string) =>
  door(
    { GITHUB_EVENT_NAME: 'issue_comment' },
    fixture.github.comment(1, 'will-writes', body).payload,
  );

describe('which door a job enters', () => {
  it.each([
    ['propose', 'propose'],
    ['review', 'propose'],
    ['publish', 'publish'],
    ['doctor', 'cli doctor'],
    ['auto', 'propose'],
    ['', 'propose'],
  ])('command %j: %s', async (command, expected) => {
    expect(await door({ PATCHPLANE_COMMAND: command })).toBe(expected);
  });

  it('command review with a setting of a model: reviews, artifacts first', async () => {
    const environment = { PATCHPLANE_COMMAND: 'review', AI_REVIEW_MODE: 'pr' };
    expect(await door(environment)).toBe('cli review');
    expect(await door({ ...environment, AI_REVIEW_MODE: ' ' })).toBe('propose');
  });

  it('any other command is an error that names the right ones', async () => {
    expect(await door({ PATCHPLANE_COMMAND: 'merge' })).toMatch(/"merge".*auto, propose, publish/);
  });

  it.each([
    ['/patchplane approve 0123456789ab', 'publish'],
    ['/patchplane reject 0123456789ab too much', 'publish'],
    ['/patchplane fix the last page', 'propose'],
    ['/patchplane status', 'propose'],
    ['> /patchplane approve 0123456789ab', 'propose'],
    ['```\n/patchplane approve 0123456789ab\n```', 'propose'],
    ['please /patchplane approve 0123456789ab', 'propose'],
  ])('auto, the comment %j: %s', async (body, expected) => {
    expect(await commented(body)).toBe(expected);
  });

  it('auto, a run that is named is to be published', async () => {
    expect(await door({ PATCHPLANE_RUN_ID: 'run-0123456789abcdef' })).toBe('publish');
  });

  it('auto, an event that can not be read is for the door that says so', async () => {
    const environment = { GITHUB_EVENT_NAME: 'issue_comment', GITHUB_EVENT_PATH: '/nowhere' };
    const route = await routeOf(environment, (path) => readFileSync(path, 'utf8'));

    expect(route).toMatchObject({ kind: 'door', door: 'propose' });
  });
});
