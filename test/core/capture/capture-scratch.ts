import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Parts, StageOutcome } from '../../../action/core/attempt.ts';
import type { Command } from '../../../action/core/services/sandbox-service.ts';
import { capture } from '../../../action/core/workflows/capture/capture.ts';
import type { CaptureLimits } from '../../../action/core/workflows/capture/capture-limits.ts';
import type { CandidatePatchSet } from '../../../action/domain/candidate-patch-set.ts';
import { type Budgets, defaultBudgets } from '../../../action/domain/policy-bundle.ts';
import { RepositoryConfig } from '../../../action/domain/repository-config.ts';
import { fixPlan } from '../../../action/domain/verification.ts';
import { createScratch, type Files, type Scratch } from '../../plugins/git/scratch-repository.ts';
import { localSandbox, sandboxAt } from './local-sandbox.ts';

export type Outcome = StageOutcome<Pick<Parts, 'candidate'>>;

/** The capture stage over a real work tree, the real collector and real git. */
export interface CaptureScratch extends Scratch {
  capture(options?: {
    readonly meddle?: (command: Command) => void;
    readonly limits?: Partial<CaptureLimits>;
    readonly budgets?: Partial<Budgets>;
  }): Promise<Outcome>;
}

export const collector = readFileSync(
  new URL('../../../action/inside/collect.mts', import.meta.url),
);

export function createCaptureScratch(
  files: Files,
  submodules?: Readonly<Record<string, string>>,
): CaptureScratch {
  const scratch = createScratch(files, submodules);
  const folder = join(scratch.root, 'scratch');
  mkdirSync(folder);
  return {
    ...scratch,
    async capture({ meddle, limits, budgets } = {}) {
      // Stays open until `remove`, so that a test can look at what was derived.
      const trusted = await scratch.open();
      const { policy } = knownParts.base;
      const allowed = { ...policy, budgets: { ...policy.budgets, ...budgets } };
      const known = { ...knownParts, base: { ...knownParts.base, trusted, policy: allowed } };
      const sandbox = sandboxAt(scratch.workspace, folder);
      return await capture(
        { ...known, sandbox },
        { sandboxes: localSandbox(meddle) },
        { collector, nodeBin: process.execPath, limits: { ...roomy, ...limits } },
        { now: () => 1_700_000_000_000, randomHex: (count) => randomBytes(count).toString('hex') },
      );
    },
  };
}

/** The candidate, or a test failure that says why there is none. */
export function candidateOf(outcome: Outcome): { set: CandidatePatchSet; patch: Uint8Array } {
  if ('stop' in outcome) throw new Error(outcome.stop.reason);
  return outcome.add.candidate;
}

/** Why the stage stopped; empty when it went on. */
export function reasonOf(outcome: Outcome): string {
  return 'stop' in outcome ? outcome.stop.reason : '';
}

/** `status path`, in git's order. */
export function changesOf(outcome: Outcome): readonly string[] {
  return candidateOf(outcome).set.changes.map(
    ({ status, path }) => `${status} ${typeof path === 'string' ? path : path.base64}`,
  );
}

const roomy: CaptureLimits = {
  listedPaths: 50_000,
  ruleBytes: 1024 * 1024,
  files: 20_000,
  contentBytes: 64 * 1024 * 1024,
  seconds: 60,
};

const runId = 'run-0123456789abcdef';
const repository = { externalId: '1', owner: 'octo', name: 'sample' };
const workspace = { id: 'github:octo', name: 'octo' };

/** What a run knows by then, beside its sandbox and its base repository. */
export const knownParts: Pick<Parts, 'request'> & { base: Omit<Parts['base'], 'trusted'> } = {
  request: {
    intake: {
      actor: { id: 'github:1', displayName: 'Ada' },
      workspace,
      source: 'dev',
      traceId: '0'.repeat(32),
      prompt: 'Fix it',
      promptSha256: '0'.repeat(64),
      externalRef: {
        provider: 'github',
        deliveryId: '1',
        eventKind: 'issues.labeled',
        repository: { provider: 'github', ...repository, fullName: 'octo/sample' },
        sender: { provider: 'github', externalId: '1', login: 'ada', kind: 'User' },
      },
    },
    targetRef: 'refs/heads/main',
    repository,
    run: {
      id: runId,
      promptRequestId: 'prompt-0123456789abcdef',
      workspaceId: workspace.id,
      repositoryId: 'github:1',
      traceId: '0'.repeat(32),
      state: 'running',
      modelVersion: 'scripted-1',
      rootWorkflowRunId: runId,
      attemptNumber: 1,
      trigger: 'label',
      targetRef: 'refs/heads/main',
      createdAt: 1,
    },
  },
  base: {
    plan: fixPlan({ version: 1, sources: [], guessed: false, requirements: [] }),
    config: RepositoryConfig.parse({ version: 1 }),
    policy: {
      id: 'test',
      version: 1,
      rules: [],
      approvals: { required: 1, expiresAfterSeconds: 60 },
      sandbox: {
        ephemeral: true,
        autoStopMinutes: 1,
        ttlMinutes: 1,
        network: { blockAll: true, allowDomains: [] },
      },
      budgets: defaultBudgets,
    },
  },
};
