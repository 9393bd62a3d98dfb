import type { RunId } from '../../../domain/ids.ts';
import type { WorkflowRun } from '../../../domain/workflow-run.ts';
import type { Parts } from '../../attempt.ts';
import type { Context } from '../../context.ts';
import type {
  GitHubWebhookService,
  IntakeAnswer,
  ReceivedEvent,
} from '../../services/github-webhook-service.ts';
import type { NewRun, ProposeStorage } from '../../services/storage-service.ts';
import { type CompleteServices, complete } from './complete.ts';

export type IntakeResult =
  | Exclude<IntakeAnswer, { readonly kind: 'intake' }>
  | { readonly kind: 'duplicate'; readonly run: WorkflowRun }
  | { readonly kind: 'accepted'; readonly request: Parts['request'] };

/** What the runner knows about the job itself; absent outside GitHub Actions. */
export interface JobIdentity {
  readonly modelVersion: string;
  readonly githubRunId: string | undefined;
  readonly githubRunAttempt: number | undefined;
  readonly workflowRef: string | undefined;
  /** Login of who started this attempt of the job. */
  readonly triggeringActor?: string | undefined;
}

export interface IntakeServices extends CompleteServices {
  readonly webhooks: Pick<GitHubWebhookService, 'toIntake'>;
  readonly storage: Pick<ProposeStorage, 'createWorkflowFromIntake' | 'createWorkflowFromPrompt'>;
}

/** Turns an event into a durable run, once: the same delivery never makes a second one. */
export async function intake(
  event: ReceivedEvent,
  services: IntakeServices,
  job: JobIdentity,
  context: Pick<Context, 'now' | 'randomHex'>,
): Promise<IntakeResult> {
  const read = services.webhooks.toIntake(event);
  const answer = read.kind === 'intake' ? await complete(read, services, context) : read;
  if (answer.kind !== 'intake') return answer;
  const { intake: accepted, targetRef } = answer;
  const { repository } = accepted.externalRef;
  const id: RunId = `run-${context.randomHex(8)}`;
  const asked: NewRun = {
    id,
    repositoryId: `github:${repository.externalId}`,
    targetRef,
    trigger: accepted.externalRef.eventKind,
    createdAt: context.now(),
    modelVersion: job.modelVersion,
    githubRunId: job.githubRunId,
    githubRunAttempt: job.githubRunAttempt,
    workflowRef: job.workflowRef,
  };
  const { run, created } =
    accepted.source === 'external'
      ? await services.storage.createWorkflowFromIntake(accepted, asked)
      : await services.storage.createWorkflowFromPrompt(accepted, asked);
  if (!created) return { kind: 'duplicate', run };
  return { kind: 'accepted', request: { intake: accepted, targetRef, repository, run } };
}
