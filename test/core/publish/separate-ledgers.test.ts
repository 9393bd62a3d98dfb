import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publish } from '../../../action/core/publish.ts';
import { rehearsePublish } from '../../../action/core/publish-rehearsal.ts';
import type { DecisionSource } from '../../../action/core/services/decision-source.ts';
import type { PublishServices } from '../../../action/core/services/publish-services.ts';
import { verifyBundle } from '../../../action/core/verify-bundle/verify-bundle.ts';
import { takeForgeDecision } from '../../../action/core/workflows/decide/take-forge-decision.ts';
import { realContext } from '../../../action/entry/door.ts';
import {
  inspectRunArtifact,
  packRunArtifact,
  unpackRunArtifact,
} from '../../../action/entry/run-artifact.ts';
import { createEvidenceFolder } from '../../../action/plugins/evidence-folder/create-evidence-folder.ts';
import { createFileLedger } from '../../../action/plugins/file-ledger/create-file-ledger.ts';
import { type House, openHouse } from '../../journeys/house.ts';
import type { Run } from '../../journeys/run.ts';
import { silent } from '../../journeys/silent.ts';
import { withoutAccounts } from './github-only.ts';

/** One workflow run's machine: it has what it fetched, and nothing of the others. */
interface Machine {
  readonly services: PublishServices;
  decide(source: DecisionSource): ReturnType<typeof takeForgeDecision>;
}

describe('publishing from an artifact, on machines of their own', { timeout: 240_000 }, () => {
  let house: House;
  let run: Run;
  const folders: string[] = [];

  const scratch = () => {
    const folder = mkdtempSync(join(tmpdir(), 'patchplane-machine-'));
    folders.push(folder);
    return folder;
  };
  const repository = () => ({
    externalId: '730000001',
    owner: 'acme',
    name: house.cloud.hosted.name,
  });
  const settings = () => ({
    repository: repository(),
    job: { ref: 'refs/heads/main', workflowRef: undefined },
    checkOnBase: true,
    runUrl: () => undefined,
  });

  beforeAll(async () => {
    house = await openHouse({ cassette: 'fix-pagination' });
    run = await house.propose(house.ask(), withoutAccounts);
  }, 240_000);
  afterAll(async () => {
    await house.close();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  function artifact(): Map<string, Uint8Array> {
    const into = scratch();
    packRunArtifact(`${house.cloud.jobs.publish(run.id)['PATCHPLANE_STATE_DIR']}`, run.id, into);
    return new Map(
      readdirSync(into, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((file) => [relative(into, file), readFileSync(file)]),
    );
  }

  function machine(): Machine {
    const stateDir = scratch();
    unpackRunArtifact(artifact(), stateDir, run.id);
    const folder = join(stateDir, 'ledger');
    const storage = createFileLedger({ folder });
    const artifacts = createEvidenceFolder({ folder: join(stateDir, 'evidence') });
    const real = house.services(run.id);
    return {
      services: { ...real, storage, artifacts, telemetry: silent },
      decide: async (source) =>
        await takeForgeDecision(run.report, repository(), {
          source,
          ends: { readCheckEnd: async () => undefined },
          history: { listRuns: async () => [] },
          storage,
          decideAs: (person) => createFileLedger({ folder, person }),
        }),
    };
  }
  const approvedBy = (id: string): DecisionSource => ({
    readDecision: async () => ({
      kind: 'decided',
      decision: {
        answer: 'approved',
        actorId: id,
        comment: 'ok',
        decidedAt: Date.now(),
        approvers: [id],
      },
    }),
  });

  it('the artifact holds what a person was asked about', () => {
    expect(inspectRunArtifact(artifact())).toEqual({
      holds: true,
      runId: run.id,
      subjectSha256: run.report.subjectSha256,
    });
  });

  it('a dry run says what it would do, and does nothing', async () => {
    const { services, decide } = machine();
    await decide(approvedBy('github:7'));

    const { wouldPublish, lines } = await rehearsePublish(
      run.id,
      services,
      settings(),
      realContext([], AbortSignal.any([])),
    );

    expect(wouldPublish).toBe(true);
    expect(lines.join('\n')).toMatch(/Would create the branch .*\nWould open a draft pull request/);
    expect(house.branches()).toEqual(['main']);
    expect((await services.storage.readWorkflowTimeline(run.id)).run.state).toBe(
      'awaiting-decision',
    );
  });

  it('[E8] the environment of the job holds no key of a model or a sandbox', () => {
    const names = Object.keys(house.cloud.jobs.publish(run.id));

    expect(names).toContain('GITHUB_TOKEN');
    expect(
      names.filter((name) => /DAYTONA|AGENT|MODEL|OPENAI|ANTHROPIC|WORKOS/.test(name)),
    ).toEqual([]);
  });

  it('nobody’s word publishes nothing', async () => {
    const { services } = machine();

    await expect(
      publish(run.id, services, settings(), realContext([], AbortSignal.any([]))),
    ).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('[E2] five at once, each with its own ledger, make one branch and one pull request', async () => {
    const ends = await Promise.all(
      ['7', '8', '7', '8', '9'].map(async (id) => {
        const { services, decide } = machine();
        expect(await decide(approvedBy(`github:${id}`))).toEqual({ kind: 'taken' });
        return await publish(run.id, services, settings(), realContext([], AbortSignal.any([])));
      }),
    );

    expect(ends.map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'published'));
    expect(ends.map(({ bundle }) => verifyBundle(bundle).holds)).not.toContain(false);
    expect(new Set(ends.map(({ report }) => report.publication.commit)).size).toBe(1);
    expect(house.branches().filter((branch) => branch.includes(run.id))).toHaveLength(1);
    expect(house.cloud.github.state().pulls).toHaveLength(1);
  });

  it('after the run has ended no other decision is taken', async () => {
    const { services } = machine();
    const folder = scratch();
    const later = (conclusion: string | undefined, state: 'published' | 'rejected' | undefined) =>
      takeForgeDecision(run.report, repository(), {
        source: approvedBy('github:7'),
        ends: { readCheckEnd: async () => conclusion },
        history: {
          listRuns: async () =>
            state
              ? [
                  {
                    runId: run.id,
                    deliveryId: 'delivery',
                    actorExternalId: '1',
                    issueNumber: 1,
                    startedAt: 0,
                    state,
                    githubRunId: undefined,
                    subjectSha256: undefined,
                  },
                ]
              : [],
        },
        storage: services.storage,
        decideAs: (person) => createFileLedger({ folder, person }),
      });

    expect(await later('failure', undefined)).toMatchObject({ kind: 'refused' });
    expect(await later('cancelled', undefined)).toMatchObject({ kind: 'refused' });
    expect(await later(undefined, 'rejected')).toMatchObject({ kind: 'refused' });
  });
});
