import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultBundle } from '../../../action/core/policy/default-bundle.ts';
import { createPolicyService } from '../../../action/core/policy/policy-service.ts';
import { type ProposeSettings, propose } from '../../../action/core/propose.ts';
import type { IntakeAnswer } from '../../../action/core/services/github-webhook-service.ts';
import type { ProposeServices } from '../../../action/core/services/propose-services.ts';
import type { PriorRun } from '../../../action/core/services/run-history.ts';
import type { RepositoryReader } from '../../../action/core/services/source-control-service.ts';
import { Failure } from '../../../action/domain/failure.ts';
import { createEvidenceFolder } from '../../../action/plugins/evidence-folder/create-evidence-folder.ts';
import { createFileLedger } from '../../../action/plugins/file-ledger/create-file-ledger.ts';
import { createTrustedGit } from '../../../action/plugins/git/create-trusted-git.ts';
import { createNoAnalytics } from '../../../action/plugins/job-log/no-analytics.ts';
import type { Scratch } from '../../plugins/git/scratch-repository.ts';
import { createLocalBench } from '../verify/local-bench.ts';

const unasked = (what: string) => () => Promise.reject(new Error(`nobody should ${what} here`));

export interface World {
  readonly repository: Scratch;
  readonly answer: IntakeAnswer;
  readonly reader: Partial<RepositoryReader>;
  /** Runs that the comments tell of. */
  readonly history?: readonly PriorRun[];
  /** Asked again each time. */
  readonly thrownBy?: () => string | undefined;
  /** What whoever looks again and again is told. */
  readonly thrownAtWork?: () => string | undefined;
  readonly settings?: Partial<ProposeSettings>;
  /** In place of those that this world has for everybody. */
  readonly services?: Partial<ProposeServices>;
}

/**
 * The whole main line on real git, a ledger and evidence in files and a test runner of this
 * machine. GitHub is a list of what was said to it.
 */
export async function proposeIn(world: World) {
  const folder = mkdtempSync(join(tmpdir(), 'patchplane-propose-'));
  const said: string[] = [];
  const bench = createLocalBench(world.repository.workspace);
  const services: ProposeServices = {
    ...stores(folder),
    webhooks: { toIntake: () => world.answer },
    repositories: readerOf(world.reader),
    feedback: recorder(said),
    git: createTrustedGit({
      cloneUrl: () => `file://${world.repository.origin}`,
      stateDir: folder,
      allowedProtocols: ['file'],
    }),
    history: {
      listStarts: async () => world.history ?? [],
      listRuns: async () => world.history ?? [],
      isUnderWay: async () => true,
    },
    control: { cancelWorkflowRun: unasked('cancel') },
    people: { listControls: unasked('look for words to the agent') },
    killSwitch: { thrownBy: async () => world.thrownBy?.() },
    switchAtWork: { thrownBy: async () => world.thrownAtWork?.() },
    sandboxes: {
      ...bench,
      narrow: unasked('narrow a network'),
      refusals: async () => undefined,
      startProcess: unasked('start an agent'),
      collectArtifacts: unasked('collect'),
      sweep: async () => 0,
    },
    ...nobody,
    ...world.services,
  };
  try {
    const proposal = await propose(
      { name: 'any', payload: {} },
      services,
      { ...settings, ...world.settings },
      contextOf(),
    );
    return { proposal, said, destroyed: bench.destroyed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const settings: ProposeSettings = {
  job: {
    modelVersion: 'scripted/1',
    githubRunId: '1000',
    githubRunAttempt: 1,
    workflowRef: undefined,
  },
  policy: defaultBundle,
  authorize: { allowedBots: [], triggeringActor: undefined },
  admission: { rate: { runs: 100, windowSeconds: 3_600 } },
  capture: { collector: new Uint8Array(), nodeBin: process.execPath },
  checkOnBase: true,
  runUrl: () => undefined,
};

function stores(folder: string) {
  return {
    storage: createFileLedger({ folder: join(folder, 'ledger') }),
    artifacts: createEvidenceFolder({ folder: join(folder, 'evidence') }),
    policy: createPolicyService(),
    analytics: createNoAnalytics(),
    telemetry: {
      progress: () => undefined,
      span: async <Result>(_: unknown, work: () => Promise<Result>) => await work(),
      captureError: (error: unknown) => {
        throw error;
      },
    },
  };
}

const noModel = new Failure({ code: 'unavailable', tell: 'There is no model here.' });

/** Whoever is asked here runs an agent; these worlds have none. */
const nobody = {
  runtime: {
    startSession: unasked('start a session'),
    sendInstruction: unasked('instruct'),
    streamEvents: () => {
      throw new Error('nobody should listen here');
    },
    stopSession: unasked('stop a session'),
  },
  models: {
    describe: () => ({ provider: 'scripted', model: '1', egress: 'model.invalid:443' }),
    grant: () => Promise.reject(noModel),
    revoke: unasked('revoke'),
  },
};

function recorder(said: string[]): ProposeServices['feedback'] {
  const published = { externalId: '1', url: 'https://github.test/1' };
  return {
    react: async ({ issueNumber, commentId }, reaction) => {
      said.push(`react ${reaction} to ${commentId ? `comment ${commentId}` : `#${issueNumber}`}`);
    },
    createIssueComment: async (_, number, { state }) => {
      said.push(`comment on #${number} (${state})`);
      return published;
    },
    answer: async (_, number) => {
      said.push(`answer on #${number}`);
      return published;
    },
    setRunLabel: async (_, number, label) => {
      said.push(`label #${number} ${label}`);
    },
    publishCheck: async (_, { headSha, conclusion }) => {
      said.push(`check on ${headSha.slice(0, 7)} (${conclusion ?? 'in progress'})`);
      return published;
    },
  };
}

function readerOf(reader: Partial<RepositoryReader>): RepositoryReader {
  return {
    verifyRepositoryAccess: unasked('look at the repository'),
    readActorPermission: unasked('read a permission'),
    freezeBase: unasked('resolve a branch'),
    readIssue: unasked('read an issue'),
    readComment: unasked('read a comment'),
    readPullRequest: unasked('read a pull request'),
    readPullRequestHands: async () => [],
    readAccount: unasked('look up an account'),
    ...reader,
  };
}

function contextOf() {
  let count = 0;
  return {
    now: () => Date.now(),
    randomHex: (bytes: number) => {
      count += 1;
      return count.toString(16).padStart(bytes * 2, '0');
    },
    signal: new AbortController().signal,
    secrets: [],
  };
}
