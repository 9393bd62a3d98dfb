import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type ActiveRun,
  clearActive,
  markActive,
  readActive,
} from '../../action/entry/active-run.ts';
import { type GitHubFixture, startSampleGitHub } from '../embedded/github/github-fixture.ts';

const entry = resolve(import.meta.dirname, '..', '..', 'action', 'entry');
const runId = 'run-0123456789abcdef';

let fixture: GitHubFixture;
let stateDir: string;
let issueNumber: number;
beforeAll(async () => {
  fixture = await startSampleGitHub();
});
afterAll(() => fixture.stop());
beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'patchplane-finish-'));
  const issue = {
    title: 'Off by one',
    body: null,
    author: 'mia-maintains',
    labels: ['patchplane'],
  };
  issueNumber = Number(fixture.github.createIssue(issue)['number']);
  return () => rmSync(stateDir, { recursive: true, force: true });
});

const activeRun = (): ActiveRun => ({
  runId,
  repository: fixture.repository,
  issueNumber,
  headSha: fixture.start.commit,
  marker: {
    runId,
    deliveryId: 'delivery',
    actorExternalId: '31415926',
    startedAt: 1,
    state: 'running',
    githubRunId: '1000',
  },
  stage: 'run agent',
});

/** The last step of the action, as the runner starts it after a door. */
async function finish(given: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [join(entry, 'finish.ts')], {
    env: {
      PATH: process.env['PATH'] ?? '',
      PATCHPLANE_STATE_DIR: stateDir,
      PATCHPLANE_JOB_STATUS: 'failure',
      PATCHPLANE_DOOR_OUTCOME: 'failure',
      GITHUB_TOKEN: 'token-propose',
      GITHUB_API_URL: fixture.github.apiUrl,
      GITHUB_SERVER_URL: fixture.github.serverUrl,
      GITHUB_RUN_ID: '1000',
      GITHUB_OUTPUT: join(stateDir, 'output'),
      GITHUB_STEP_SUMMARY: join(stateDir, 'summary'),
      ...given,
    },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (said += bytes));
  const code = await new Promise((ended) => child.once('close', ended));
  return { code, said };
}

/** A door that says that it works, does so, and is killed. */
async function killedDoor(): Promise<void> {
  const program = `
    const { markActive } = await import(${JSON.stringify(join(entry, 'active-run.ts'))});
    markActive(${JSON.stringify(stateDir)}, ${JSON.stringify(activeRun())});
    process.kill(process.pid, 'SIGKILL');
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program]);
  const signal = await new Promise((ended) => child.once('close', (_code, by) => ended(by)));
  expect(signal).toBe('SIGKILL');
}

const checks = () => fixture.github.state().checks.filter(({ externalId }) => externalId === runId);
const comments = () =>
  fixture.github.state().comments.filter((comment) => comment.issue === issueNumber);

describe('the last step of the action', () => {
  it('[UX-11] a killed door: check failed, comment final, label failed, one line', async () => {
    await killedDoor();
    const { code, said } = await finish();

    expect(said).toBe(`${runId} was left open and is now failed.\n`);
    expect(code).toBe(0);
    expect(checks()).toMatchObject([{ status: 'completed', conclusion: 'failure' }]);
    expect(comments()).toHaveLength(1);
    expect(fixture.github.state().issues.at(-1)?.labels).toEqual(['patchplane:failed']);
    expect(comments()[0]?.body).toMatch(/Stopped at: run agent\n- Because: .+\n- Do this: /);
    expect(readActive(stateDir)).toBeUndefined();
    expect(readFileSync(join(stateDir, 'output'), 'utf8')).toContain('\nfailed\n');
    expect(readFileSync(join(stateDir, 'summary'), 'utf8')).toContain(
      'Failed at run agent'.toLowerCase(),
    );
  });

  it('a cancelled job: check cancelled, and the comment says so', async () => {
    await killedDoor();
    await finish({ PATCHPLANE_DOOR_OUTCOME: 'cancelled' });

    expect(checks().at(-1)).toMatchObject({ status: 'completed', conclusion: 'cancelled' });
    expect(comments()[0]?.body).toContain('the job was cancelled');
  });

  it('nothing was left open: nothing is asked of anybody, nothing said', async () => {
    markActive(stateDir, activeRun());
    clearActive(stateDir);
    const before = fixture.github.exchanges().length;

    expect(await finish()).toEqual({ code: 0, said: '' });
    expect(fixture.github.exchanges()).toHaveLength(before);
  });

  it('the check can not be closed: the comment is written all the same, and it says why', async () => {
    await killedDoor();
    fixture.github.injectFault({ path: /check-runs/, times: 9, answer: { status: 403 } });
    const { code, said } = await finish();

    expect(code).toBe(1);
    expect(said).toMatch(/did not wholly work: GitHub answered 403 .*"checks: /);
    expect(comments()[0]?.body).toContain('Stopped at: run agent');
    expect(readActive(stateDir)).toBeDefined();
  });

  it('a file that no door wrote is not acted upon', async () => {
    await killedDoor();
    writeFileSync(join(stateDir, 'active.json'), '{"runId":"../../etc"}');
    const before = fixture.github.exchanges().length;

    expect((await finish()).code).toBe(1);
    expect(fixture.github.exchanges()).toHaveLength(before);
  });
});
