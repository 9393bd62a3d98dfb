import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packRunArtifact } from '../../../action/entry/run-artifact.ts';
import { artifactName } from '../../../action/plugins/github-artifacts/create-bundle-fetcher.ts';
import { type House, openHouse } from '../../journeys/house.ts';
import type { Run } from '../../journeys/run.ts';
import { runPublishDoor, withoutAccounts } from './github-only.ts';

/** One YAML file and no other account: artifact, protected environment, publish. */
describe('the publish door with GitHub alone', { timeout: 240_000 }, () => {
  let house: House;
  let run: Run;
  const folders: string[] = [];
  const environment = 'publish';
  const workflowRun = 1_000;

  const scratch = () => {
    const folder = mkdtempSync(join(tmpdir(), 'patchplane-door-'));
    folders.push(folder);
    return folder;
  };

  beforeAll(async () => {
    house = await openHouse({ cassette: 'fix-pagination' });
    run = await house.propose(house.ask(), withoutAccounts);
    const { github } = house.cloud;
    const path = '.github/workflows/patchplane.yml';
    await github.startRun({ id: workflowRun, path, event: 'issues', actor: 'acme' });
    const folder = scratch();
    packRunArtifact(stateDirOf(), run.id, folder);
    await github.uploadArtifact({ runId: workflowRun, name: artifactName(run.id), folder });
  }, 240_000);
  afterAll(async () => {
    await house.close();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  const solo = { PATCHPLANE_REQUESTER_MAY_APPROVE: 'true' };
  const requester = () => `${run.report.request.actorName}`;
  const stateDirOf = () => `${house.cloud.jobs.publish(run.id)['PATCHPLANE_STATE_DIR']}`;
  const publish = async (extra: Readonly<Record<string, string>> = {}) => {
    const usual = house.cloud.jobs.publish(run.id);
    // GitHub's own client only speaks to GitHub, or to a name below localhost.
    const server = new URL(`${usual['GITHUB_SERVER_URL']}`);
    return await runPublishDoor({
      ...usual,
      ...withoutAccounts,
      GITHUB_SERVER_URL: `http://github.localhost:${server.port}`,
      PATCHPLANE_ENVIRONMENT: environment,
      PATCHPLANE_STATE_DIR: scratch(),
      PATCHPLANE_LOG: 'json',
      ...extra,
    });
  };
  const pulls = () => house.cloud.github.state().pulls;

  it('[A8] without an environment it refuses, and says what to set up', async () => {
    const { exitCode, said } = await publish();

    expect(said).toMatch(/The environment "publish" protects nothing: it does not exist.*gh api/);
    expect(exitCode).toBe(1);
    expect(pulls()).toEqual([]);
  });

  it('[A8] [E4] in a protected one it waits for somebody else than who asked', async () => {
    const { github } = house.cloud;
    github.protectEnvironment(environment, { reviewers: [requester()], branches: ['main'] });
    const nobody = await publish();
    github.reviewRun(workflowRun, { by: requester(), environment, state: 'approved' });
    const alone = await publish();

    expect(nobody.said).toMatch(/Nobody approved this workflow run/);
    expect(alone.said).toMatch(/had a hand in this run and can not approve it as well/);
    expect(pulls()).toEqual([]);
  });

  it('[A7] on another branch it refuses, whoever approved', async () => {
    const { exitCode, said } = await publish({ ...solo, GITHUB_REF: 'refs/heads/attack' });

    expect(exitCode).toBe(1);
    expect(said).toMatch(/only workflows of the default branch \(main\) may publish/);
    expect(pulls()).toEqual([]);
  });

  it('[GHB-12] approved, also by who works alone, it publishes once, however often it is started', async () => {
    const dry = await publish({ ...solo, PATCHPLANE_DRY_RUN: 'true' });
    expect(dry.said + dry.out).toMatch(/dry run.*Would create the branch/);
    expect(pulls()).toEqual([]);

    const first = await publish(solo);
    expect(first).toMatchObject({ exitCode: 0, said: '' });
    const second = await publish(solo);
    expect(second).toMatchObject({ exitCode: 0, said: '' });

    expect(pulls()).toHaveLength(1);
    expect(house.branches().filter((branch) => branch.includes(run.id))).toHaveLength(1);
    const checks = house.checksOf(run.id).map(({ conclusion }) => conclusion);
    expect(checks).toEqual(['success', 'success']);
  });

  it('[C7] an artifact of another workflow is not believed', async () => {
    const { github } = house.cloud;
    const path = '.github/workflows/ci.yml';
    const foreign = await github.startRun({ path, event: 'push', actor: 'acme' });
    const folder = scratch();
    packRunArtifact(stateDirOf(), run.id, folder);
    expect(existsSync(join(folder, 'ledger.json'))).toBe(true);
    for (const { id } of github.state().artifacts) github.expireArtifact(id);
    await github.uploadArtifact({ runId: foreign, name: artifactName(run.id), folder });

    const { exitCode, said } = await publish();

    expect(exitCode).toBe(1);
    expect(said).toMatch(/was made by a workflow that does not propose patches/);
  });
});
