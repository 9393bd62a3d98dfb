import type { IntakeAnswer } from '../../../action/core/services/github-webhook-service.ts';
import type { RepositoryReader } from '../../../action/core/services/source-control-service.ts';
import { sha256Hex } from '../../../action/domain/digest.ts';
import type { ExternalWorkflowRef } from '../../../action/domain/external-workflow-ref.ts';
import { WorkflowIntake } from '../../../action/domain/workflow-intake.ts';
import type { Scratch } from '../../plugins/git/scratch-repository.ts';
import { access, pullRequest } from '../pull-request/pull-request.ts';

/** GitHub knows the repository and lets the person who asked write to it. */
export const repositoryAccess: Partial<RepositoryReader> = {
  verifyRepositoryAccess: async () => access.repository,
  readActorPermission: async () => 'write',
};

export function pullRequestAsked({ base }: Scratch, headSha: string): IntakeAnswer {
  return asked({
    eventKind: 'pull_request.opened',
    pullRequest: { ...pullRequest, baseSha: base.commit, headSha },
  });
}

export const issue = { externalId: '33', number: 3, title: 'Pages', body: 'One too many.' };

export function asked(from: Partial<ExternalWorkflowRef>): IntakeAnswer {
  const prompt = 'Pages\n\nOne too many.';
  return {
    kind: 'intake',
    targetRef: 'refs/heads/main',
    intake: WorkflowIntake.parse({
      actor: { id: 'github:7', displayName: 'ada' },
      workspace: { id: 'github:1', name: 'octo' },
      source: 'external',
      traceId: '0'.repeat(32),
      prompt,
      promptSha256: sha256Hex(prompt),
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
        sender: { provider: 'github', externalId: '7', login: 'ada', kind: 'User' },
        ...from,
      },
    }),
  };
}
