import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listen, shut } from '../../action/embedded/listen.ts';
import { eventForDoor } from '../../action/entry/event-for-door.ts';
import { everyStep, examplePaths, readWorkflow } from '../house/workflow-files.ts';

const trusting = ['pull_request_target', 'workflow_run', 'issue_comment'];

describe('[A6] no shipped workflow runs the code of a pull request', () => {
  it.each(examplePaths)('%s brings nothing of a pull request to where it could run', (path) => {
    const { on, jobs } = readWorkflow(path);
    const steps = Object.values(jobs).flatMap((job) => job.steps);
    const uses = steps.map((step) => step.uses ?? '');

    expect(uses.filter((action) => /download-artifact|cache/.test(action))).toEqual([]);
    // A review reads both sides of a diff as git objects. It has them where GitHub gives a fork no
    // secrets, in a job that runs no script, and the token does not stay behind.
    for (const step of steps.filter(({ uses }) => /checkout/.test(uses ?? ''))) {
      expect(Object.keys(on)).toEqual(['pull_request']);
      expect(steps.flatMap(({ run }) => run ?? [])).toEqual([]);
      expect(String(step.with['persist-credentials'])).toBe('false');
    }
  });

  it.each(examplePaths)('%s runs no script where it has what others want', (path) => {
    const { on, jobs } = readWorkflow(path);
    const trusted = Object.keys(on).some((event) => trusting.includes(event));
    const scripts = Object.values(jobs).flatMap(({ steps }) =>
      steps.flatMap(({ run }) => run ?? []),
    );

    if (trusted) expect(scripts).toEqual([]);
  });

  it('what plain pull_request starts for a fork has no secret and no token', () => {
    const { on, jobs } = readWorkflow('examples/workflows/fork-safe-collect.yml');

    expect(Object.keys(on)).toEqual(['pull_request']);
    expect(Object.values(jobs).map(({ permissions }) => permissions)).toEqual([undefined]);
    expect(JSON.stringify(jobs)).not.toMatch(/secrets\.|github\.token/);
  });

  it('repositories are compared by number, never by name', () => {
    const conditions = everyStep().map(({ step }) => step.if ?? '');
    const jobs = examplePaths.map((path) => JSON.stringify(readWorkflow(path)));

    expect([...conditions, ...jobs].join('\n')).not.toMatch(/head\.repo\.(full_name|fork)\b/);
  });
});

/** The head of a fork's pull request, as the first of the two workflows ran on it. */
const headSha = 'a'.repeat(40);
const repository = { id: 10, name: 'pagination', owner: { login: 'acme' } };
const workflowRun = {
  event: 'pull_request',
  head_sha: headSha,
  head_branch: 'fix',
  head_repository: { id: 20, owner: { login: 'eve' } },
  triggering_actor: { id: 66, login: 'eve', type: 'User' },
};
const pull = (change: object = {}) => ({
  number: 7,
  state: 'open',
  head: { sha: headSha, repo: { id: 20 } },
  base: { repo: { id: 10 } },
  ...change,
});

describe('[A6] the judge of forks takes the head from GitHub and nothing from the fork', () => {
  let pulls: readonly object[] = [];
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const answer = request.url?.includes('/pulls?') ? pulls : pull({ title: 'from GitHub' });
    response.end(JSON.stringify(answer));
  });
  let api: string;
  let folder: string;
  beforeAll(async () => {
    api = `http://127.0.0.1:${await listen(server, 0)}`;
  });
  afterAll(() => shut(server));
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'patchplane-judge-'));
    asked.length = 0;
    return () => rmSync(folder, { recursive: true, force: true });
  });

  const judged = (run: object = workflowRun) =>
    eventForDoor(
      {
        GITHUB_EVENT_NAME: 'workflow_run',
        GITHUB_EVENT_PATH: 'event.json',
        GITHUB_API_URL: api,
        GITHUB_TOKEN: 'token',
        PATCHPLANE_STATE_DIR: folder,
      },
      () => JSON.stringify({ action: 'completed', workflow_run: run, repository }),
    );

  it('the open pull request with exactly that head becomes the event', async () => {
    pulls = [pull({ number: 6, head: { sha: 'b'.repeat(40), repo: { id: 20 } } }), pull()];
    const event = await judged();

    expect(event?.GITHUB_EVENT_NAME).toBe('pull_request');
    expect(JSON.parse(readFileSync(event?.GITHUB_EVENT_PATH ?? '', 'utf8'))).toMatchObject({
      action: 'synchronize',
      number: 7,
      pull_request: { title: 'from GitHub' },
      repository,
      sender: { id: 66 },
    });
    expect(asked[0]).toContain('head=eve%3Afix');
  });

  it.each([
    ['another repository of the same name', pull({ head: { sha: headSha, repo: { id: 21 } } })],
    ['a base that is not ours', pull({ base: { repo: { id: 11 } } })],
    ['a newer head', pull({ head: { sha: 'c'.repeat(40), repo: { id: 20 } } })],
    ['a fork that was deleted', pull({ head: { sha: headSha, repo: null } })],
  ])('%s: nothing is judged', async (_name, only) => {
    pulls = [only];

    expect(await judged()).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  it('a first half that ran on something else than a pull request is not looked at', async () => {
    expect(await judged({ ...workflowRun, event: 'push' })).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it('pull_request_target keeps its name, by which a fork is refused beside secrets', async () => {
    const environment = { GITHUB_EVENT_NAME: 'pull_request_target', GITHUB_EVENT_PATH: '/e.json' };

    expect(await eventForDoor(environment, () => '')).toBeUndefined();
  });
});
