import type { RunId } from '../../../domain/ids.ts';
import type { WorkflowRun } from '../../../domain/workflow-run.ts';
import type { Parts } from '../../attempt.ts';
import type { Context } from '../../context.ts';
import type { GitHubWebhookService, ReceivedEvent } from '../../services/github-webhook-service.ts';
import type { ProposeStorage } from '../../services/storage-service.ts';

export type IntakeResult =
  | { readonly kind: 'ignored'; readonly reason: string }
  | { readonly kind: 'duplicate'; readonly run: WorkflowRun }
  | { readonly kind: 'accepted'; readonly request: Parts['request'] };

/** What the runner knows about the job itself; absent outside GitHub Actions. */
export interface JobIdentity {
  readonly modelVersion: string;
  readonly githubRunId: string | undefined;
  readonly githubRunAttempt: number | undefined;
  readonly workflowRef: string | undefined;
}

/** Turns an event into a durable run, once: the same delivery never makes a second one. */
export async function intake(
  event: ReceivedEvent,
  services: { webhooks: Pick<GitHubWebhookService, 'toIntake'>; storage: ProposeStorage },
  job: JobIdentity,
  context: Pick<Context, 'now' | 'randomHex'>,
): Promise<IntakeResult> {
  const answer = services.webhooks.toIntake(event);
  if (answer.kind === 'ignored') return answer;
  const { intake: accepted, targetRef } = answer;
  const { repository } = accepted.externalRef;
  const id: RunId = `run-${context.randomHex(8)}`;
  const { run, created } = await services.storage.createWorkflowFromIntake(accepted, {
    id,
    repositoryId: `github:${repository.externalId}`,
    targetRef,
    trigger: accepted.externalRef.eventKind,
    createdAt: context.now(),
    ...job,
  });
  if (!created) return { kind: 'duplicate', run };
  return { kind: 'accepted', request: { intake: accepted, targetRef, repository, run } };
}
