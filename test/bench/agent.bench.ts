import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProgressEvent } from '../../action/core/services/telemetry-service.ts';
import { type Cloud, startCloud } from '../../action/embedded/cloud.ts';
import { startGuardian } from '../../action/embedded/guardian.ts';
import { readCassette } from '../../action/embedded/model/read-cassette.ts';
import { sampleTask, trigger } from '../../action/embedded/trigger.ts';
import { startJob } from '../../action/entry/start/job.ts';
import { type Row, rounded } from './row.ts';

const mostCandidates = 8;
const promptSteps = ['authorize', 'admit', 'freeze', 'provision'] as const;

/**
 * What a run costs in time before its agent reads its task, and what eight agents cost in place
 * of one: real Pi in jails of the embedded cloud, a cassette for the model. Single runs after a
 * first one that warms caches.
 */
export async function measureAgent(root: string): Promise<readonly Row[]> {
  const stateDir = mkdtempSync(join(tmpdir(), 'patchplane-bench-'));
  const guardian = startGuardian();
  guardian.remove(stateDir);
  const tape = readFileSync(join(root, 'examples', 'cassettes', 'fix-pagination.json'), 'utf8');
  const cloud = await startCloud({
    ...{ stateDir, guardian, port: 0, source: { kind: 'sample' }, onPublish: () => undefined },
    cacheDir: join(root, '.patchplane', 'cache'),
    model: { kind: 'cassette', cassette: readCassette(tape) },
  });
  try {
    await runJob(cloud, 1);
    const one = await runJob(cloud, 1);
    const eight = await runJob(cloud, mostCandidates);
    return [...toPrompt(one), bestOfN(one, eight)];
  } finally {
    await cloud.close();
    await guardian.close();
    rmSync(stateDir, { recursive: true, force: true });
  }
}

interface Measured {
  readonly startedAt: number;
  /** When the model was first asked: Pi has read its prompt. */
  readonly promptAt: number;
  readonly endedAt: number;
  readonly stages: ReadonlyMap<string, number>;
  readonly firstStageAt: number;
}

async function runJob(cloud: Cloud, candidates: number): Promise<Measured> {
  const stages = new Map<string, number>();
  let firstStageAt = 0;
  const onProgress = (event: ProgressEvent) => {
    if (event.kind !== 'stage') return;
    firstStageAt ||= Date.now();
    if (event.status !== 'started') stages.set(event.stage, event.elapsedMs);
  };
  const asked = cloud.model.requests().length;
  const event = trigger(cloud, sampleTask);
  const environment = { ...cloud.jobs.propose(event), PATCHPLANE_CANDIDATES: String(candidates) };
  const startedAt = Date.now();
  const job = startJob('propose', environment, cloud.folder, onProgress, () => undefined);
  const { exitCode } = await job.ended;
  const first = cloud.model.requests()[asked];
  if (exitCode !== 0 || !first) throw new Error(`the job of ${candidates} ended with ${exitCode}`);
  return { startedAt, promptAt: first.at, endedAt: Date.now(), stages, firstStageAt };
}

function toPrompt(run: Measured): readonly Row[] {
  const none = { unit: 'ms', target: 'none', holds: undefined };
  const all = run.promptAt - run.startedAt;
  const known = promptSteps.map((name) => ({ name, ms: run.stages.get(name) ?? 0 }));
  const door = run.firstStageAt - run.startedAt;
  const rest = all - door - known.reduce((sum, { ms }) => sum + ms, 0);
  const part = (name: string, ms: number): Row => ({
    ...none,
    name: `door to prompt: ${name}`,
    value: rounded(ms),
    reference: rounded(all),
    ratio: rounded(ms / all),
  });
  return [
    {
      ...none,
      name: 'door to prompt: from the start of the program to the first answer of the model',
      value: rounded(all),
    },
    part('program, inputs, services', door),
    ...known.map(({ name, ms }) => part(name, ms)),
    part('start of Pi, its prompt, the first answer', rest),
  ];
}

function bestOfN(one: Measured, eight: Measured): Row {
  const [single, several] = [one, eight].map(({ startedAt, endedAt }) => endedAt - startedAt);
  const ratio = (several ?? 0) / (single ?? 1);
  return {
    name: `job with ${mostCandidates} candidates, four at a time, to one with a single one`,
    value: rounded(several ?? 0),
    unit: 'ms',
    reference: rounded(single ?? 0),
    ratio: rounded(ratio),
    target: `under ${mostCandidates}, what one after the other would take`,
    holds: ratio < mostCandidates,
  };
}
