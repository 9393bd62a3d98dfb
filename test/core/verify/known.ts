import { defaultBundle } from '../../../action/core/policy/default-bundle.ts';
import type { TrustedRepository } from '../../../action/core/services/source-control-service.ts';
import type { ExternalWorkflowRef } from '../../../action/domain/external-workflow-ref.ts';
import type { GitObjectId } from '../../../action/domain/ids.ts';
import { RepositoryConfig } from '../../../action/domain/repository-config.ts';
import { fixPlan, type VerificationPlan } from '../../../action/domain/verification.ts';
import { WorkflowIntake } from '../../../action/domain/workflow-intake.ts';
import { WorkflowRun } from '../../../action/domain/workflow-run.ts';
import { candidateOf, modified } from '../policy/sample.ts';

export const nodeTestPlan: VerificationPlan = fixPlan({
  version: 1,
  sources: ['package.json'],
  guessed: true,
  requirements: [
    {
      key: 'node-test',
      label: 'node --test',
      kind: 'test',
      required: true,
      command: ['node', '--test', '--test-reporter=tap'],
      report: 'tap',
      timeoutSeconds: 60,
    },
  ],
});

/** A base of which only ids and blobs are asked; everything else would be a mistake. */
export function trustedOf(
  base: { commit: GitObjectId; tree: GitObjectId },
  blobs: ReadonlyMap<string, Uint8Array> = new Map(),
): TrustedRepository {
  const unasked = () => Promise.reject(new Error('nobody should ask for this here'));
  return {
    base: { ...base, ref: 'refs/heads/main' },
    listBase: unasked,
    // No CODEOWNERS anywhere.
    readBaseFile: () => Promise.resolve(undefined),
    ignoredPaths: unasked,
    derive: unasked,
    applyPatch: unasked,
    derivePullRequest: unasked,
    close: () => Promise.resolve(),
    async readBlob(blob) {
      const content = blobs.get(blob);
      if (!content) throw new Error(`no blob ${blob}`);
      return content;
    },
  };
}

/** The parts that stages after capture know, with ids that look real. */
export function knownOf(given: {
  readonly commit: GitObjectId;
  readonly baseTree: GitObjectId;
  readonly resultTree: GitObjectId;
  readonly patch: Uint8Array;
  readonly changes?: Parameters<typeof candidateOf>[0];
  readonly plan?: VerificationPlan;
  readonly blobs?: ReadonlyMap<string, Uint8Array>;
  readonly from?: Partial<ExternalWorkflowRef>;
}) {
  const {
    commit,
    baseTree,
    resultTree,
    patch,
    changes = [modified('a')],
    plan,
    blobs,
    from = {},
  } = given;
  return {
    request: {
      intake: intake(from),
      targetRef: 'refs/heads/main',
      repository: { externalId: '1', owner: 'octo', name: 'demo' },
      run: WorkflowRun.parse({
        id: 'run-0123456789abcdef',
        promptRequestId: 'prompt-0123456789abcdef',
        workspaceId: 'github:octo',
        repositoryId: 'github:1',
        traceId: '0'.repeat(32),
        state: 'verifying',
        modelVersion: 'scripted-1',
        rootWorkflowRunId: 'run-0123456789abcdef',
        attemptNumber: 1,
        trigger: 'issues.labeled',
        targetRef: 'refs/heads/main',
        createdAt: 1,
      }),
    },
    base: {
      trusted: trustedOf({ commit, tree: baseTree }, blobs),
      plan: plan ?? nodeTestPlan,
      policy: defaultBundle,
      config: RepositoryConfig.parse({ version: 1 }),
    },
    candidate: { set: { ...candidateOf(changes), resultTree }, patch },
  };
}

function intake(from: Partial<ExternalWorkflowRef>) {
  return WorkflowIntake.parse({
    actor: { id: 'github:7', displayName: 'octo' },
    workspace: { id: 'github:octo', name: 'octo' },
    source: 'external',
    traceId: '0'.repeat(32),
    prompt: 'fix it',
    promptSha256: '5'.repeat(64),
    externalRef: {
      provider: 'github',
      deliveryId: 'delivery-1',
      eventKind: 'issues.labeled',
      repository: {
        provider: 'github',
        externalId: '1',
        owner: 'octo',
        name: 'demo',
        fullName: 'octo/demo',
      },
      sender: { provider: 'github', externalId: '7', login: 'octo', kind: 'User' },
      ...from,
    },
  });
}
