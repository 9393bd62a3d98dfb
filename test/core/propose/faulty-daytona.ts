import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProposeServices } from '../../../action/core/services/propose-services.ts';
import type { Faults } from '../../../action/embedded/daytona/faults.ts';
import { startDaytona } from '../../../action/embedded/daytona/start-daytona.ts';
import { insidePrograms } from '../../../action/entry/inside-programs.ts';
import { createDaytonaSandbox } from '../../../action/plugins/daytona/daytona-sandbox.ts';
import { createPiRuntime } from '../../../action/plugins/pi/pi-runtime.ts';
import { createScratch, type Scratch } from '../../plugins/git/scratch-repository.ts';
import { asked, issue, repositoryAccess } from './asked.ts';
import { proposeIn } from './propose-house.ts';
import { scriptedPi } from './scripted-pi.ts';

/** Where a run talks to Daytona. Letting a sandbox go comes between capture and verify. */
export const sandboxStages = ['provision', 'run', 'capture', 'release', 'verify'] as const;
export type SandboxStage = (typeof sandboxStages)[number];

export interface FaultyDaytona {
  readonly faults: Faults;
  loseSandboxes(): Promise<void>;
  /** How many there are now. */
  sandboxes(): number;
}

/** Called at the begin of each stage; what it gives back is called at its end. */
export type Hazard = (stage: SandboxStage, daytona: FaultyDaytona) => () => void;

/** Short, so that a test sees the end of it. */
const patience = {
  ...{ callMs: 2_500, transferMs: 5_000, createMs: 6_000, goneMs: 15_000, tries: 3 },
  ...{ pauseMs: 100, longestPauseMs: 2_000, heartbeatMs: 300, silenceMs: 2_000 },
};

/** A whole run on the real plugins, with a Daytona that misbehaves as it is told to. */
export async function proposeThrough(hazard: Hazard) {
  const folder = mkdtempSync(join(tmpdir(), 'faulty-daytona-'));
  const piDir = scriptedPi('pages.js', fixed);
  const repository = createScratch(files);
  const apiKey = 'key-of-this-test';
  const daytona = await startDaytona({
    ...{ stateDir: folder, apiKey, nodeBin: process.execPath, piDir },
  });
  const programs = insidePrograms();
  const sandboxes = createDaytonaSandbox({
    ...{ apiKey, apiUrl: daytona.apiUrl, programs, patience },
    cloneUrl: () => `file://${repository.origin}`,
  });
  const timeouts = { start: 20_000, command: 10_000, abort: 1_000, stop: 8_000 };
  const runtime = createPiRuntime({ sandboxes, now: Date.now, timeouts });
  try {
    const { proposal } = await proposeIn({
      ...worldOf(repository),
      services: {
        ...{ sandboxes, runtime, ...model },
        telemetry: telemetryOf(hazard, daytona),
        people: { listControls: async () => [] },
      },
      settings: { capture: { ...programs, nodeBin: '/opt/node/bin/node' } },
    });
    if (proposal.kind !== 'ended') throw new Error(`it was ${proposal.kind}`);
    return { proposal, left: daytona.sandboxes() };
  } finally {
    await daytona.close();
    repository.remove();
    for (const path of [folder, piDir]) rmSync(path, { recursive: true, force: true });
  }
}

const fixed = 'export const pages = (total, size) => Math.ceil(total / size);\n';
const files = {
  'package.json': JSON.stringify({ type: 'module', scripts: { test: 'node --test' } }),
  'pages.js': 'export const pages = (total, size) => Math.floor(total / size) + 1;\n',
  'pages.test.js': `import { test } from 'node:test';
import assert from 'node:assert';
import { pages } from './pages.js';
test('three pages', () => assert.equal(pages(9, 3), 3));
`,
};

function worldOf(repository: Scratch) {
  return {
    repository,
    answer: asked({ eventKind: 'issues.labeled', issue }),
    reader: {
      ...repositoryAccess,
      freezeBase: async () => repository.base,
      readIssue: async () => ({ title: issue.title, body: issue.body }),
    },
  };
}

const model: Pick<ProposeServices, 'models'> = {
  models: {
    describe: () => ({ provider: 'scripted', model: '1', egress: '127.0.0.1:9' }),
    grant: async () => ({
      ...{ provider: 'scripted', model: '1', token: 'grant-token-of-this-test' },
      ...{ baseUrl: 'http://127.0.0.1:8080/v1', api: 'openai-completions' },
      ...{ exposure: 'grant', egress: '127.0.0.1:9' },
      pricing: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
    }),
    revoke: async () => undefined,
  },
};

function telemetryOf(hazard: Hazard, daytona: FaultyDaytona): ProposeServices['telemetry'] {
  let end = (): void => undefined;
  const enter = (stage: string): void => {
    const known = sandboxStages.find((one) => one === stage);
    end = known ? hazard(known, daytona) : () => undefined;
  };
  return {
    progress(event) {
      if (event.kind !== 'stage') return;
      end();
      end = () => undefined;
      if (event.status === 'started') enter(event.stage);
      else if (event.stage === 'capture') enter('release');
    },
    span: async (_, work) => await work(),
    captureError: () => undefined,
  };
}
