import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packRunArtifact } from '../../../action/entry/run-artifact.ts';
import { artifactName } from '../../../action/plugins/github-artifacts/create-bundle-fetcher.ts';
import { type House, openHouse } from '../../journeys/house.ts';
import type { Run } from '../../journeys/run.ts';
import { runPublishDoor, withoutAccounts } from './github-only.ts';

/** GitHub alone, and the decision is a comment: nothing names the run but the digest. */
describe('the publish door after a deciding comment', { timeout: 240_000 }, () => {
  let house: House;
  const folders: string[] = [];
  const solo = { PATCHPLANE_REQUESTER_MAY_APPROVE: 'true' };

  const scratch = () => {
    const folder = mkdtempSync(join(tmpdir(), 'patchplane-comment-'));
    folders.push(folder);
    return folder;
  };

  beforeAll(async () => {
    house = await openHouse({ cassette: 'fix-pagination' });
    const path = '.github/workflows/patchplane.yml';
    await house.cloud.github.startRun({ id: 1_000, path, event: 'issues', actor: 'acme' });
  }, 120_000);
  afterAll(async () => {
    await house.close();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  async function proposed(): Promise<Run> {
    const run = await house.propose(house.ask(), withoutAccounts);
    const folder = scratch();
    packRunArtifact(`${house.cloud.jobs.publish(run.id)['PATCHPLANE_STATE_DIR']}`, run.id, folder);
    const name = artifactName(run.id);
    await house.cloud.github.uploadArtifact({ runId: 1_000, name, folder });
    return run;
  }

  async function comment(run: Run, command: string, extra: Readonly<Record<string, string>> = {}) {
    const { github, jobs } = house.cloud;
    const { issueNumber, actorName } = run.report.request;
    const digest = `${run.report.subjectSha256}`.slice(0, 12);
    const body = command.replace('<digest>', digest);
    const { name, payload } = github.comment(Number(issueNumber), `${actorName}`, body);
    const event = join(scratch(), 'event.json');
    writeFileSync(event, JSON.stringify(payload));
    const usual = jobs.publish(run.id);
    const server = new URL(`${usual['GITHUB_SERVER_URL']}`);
    return await runPublishDoor({
      ...usual,
      ...withoutAccounts,
      PATCHPLANE_RUN_ID: '',
      GITHUB_EVENT_NAME: name,
      GITHUB_EVENT_PATH: event,
      GITHUB_SERVER_URL: `http://github.localhost:${server.port}`,
      PATCHPLANE_STATE_DIR: scratch(),
      ...extra,
    });
  }
  const answersTo = (run: Run) =>
    house.cloud.github
      .state()
      .comments.filter(({ issue }) => issue === run.report.request.issueNumber)
      .map(({ body }) => body);

  it('[E4] who asked is told why the own approval does not count, below it; then it publishes', async () => {
    const run = await proposed();

    const alone = await comment(run, '/patchplane approve <digest>');
    expect(alone.exitCode).toBe(1);
    expect(answersTo(run).at(-1)).toMatch(/had a hand in this run and can not approve it as well/);

    const unknown = await comment(run, '/patchplane approve 0123456789abcdef', solo);
    expect(unknown.said).toMatch(/no run here asks about 0123456789abcdef/);

    const approved = await comment(run, '/patchplane approve <digest>', solo);
    expect(approved).toMatchObject({ exitCode: 0, said: '' });
    expect(house.cloud.github.state().pulls).toHaveLength(1);

    const late = await comment(run, '/patchplane reject <digest> changed my mind', solo);
    expect(late.exitCode).toBe(1);
    expect(late.said).toMatch(/was decided already by/);
  });

  it('a rejection ends the run, closes its check, and stands', async () => {
    const run = await proposed();

    const rejected = await comment(run, '/patchplane reject <digest> not like this', solo);
    const late = await comment(run, '/patchplane approve <digest>', solo);

    expect(rejected).toMatchObject({ exitCode: 0, said: '' });
    expect(house.checksOf(run.id).map(({ conclusion }) => conclusion)).toEqual(['failure']);
    expect(answersTo(run)[0]).toMatch(/reject/i);
    expect(late.said).toMatch(/decided already/);
    expect(house.branches().filter((branch) => branch.includes(run.id))).toEqual([]);
  });
});
