import type {
  GitHubWebhookService,
  IntakeAnswer,
  ReceivedEvent,
} from '../../core/services/github-webhook-service.ts';
import { notActedOn } from './ignored.ts';
import { isSigned } from './signature.ts';
import { fromComment } from './trigger-comment.ts';
import { fromRepositoryDispatch, fromWorkflowDispatch } from './trigger-dispatch.ts';
import { fromLabel } from './trigger-label.ts';
import { fromPullRequest } from './trigger-pull-request.ts';

export interface GitHubWebhooksOptions {
  /** The webhook's secret; without one no signature is ever valid. */
  readonly secret?: string;
  /** The label that asks for a patch; `patchplane` unless told. */
  readonly label?: string;
  /** The workflow run that the event started: all that tells two equal dispatches apart. */
  readonly githubRunId?: string | undefined;
}

/** Turns GitHub's events into requests, or says why one is none. */
export function createGitHubWebhooks(options: GitHubWebhooksOptions): GitHubWebhookService {
  return {
    verifySignature: (rawBody, signature) => isSigned(options.secret, rawBody, signature),
    toIntake: (event) => toIntake(event, options),
  };
}

function toIntake(
  event: ReceivedEvent,
  { label = 'patchplane', githubRunId }: GitHubWebhooksOptions,
): IntakeAnswer {
  switch (event.name) {
    case 'issues':
      return fromLabel(event, label);
    case 'issue_comment':
      return fromComment(event);
    case 'pull_request':
    case 'pull_request_target':
      return fromPullRequest(event);
    case 'workflow_dispatch':
      return fromWorkflowDispatch(event, githubRunId);
    case 'repository_dispatch':
      return fromRepositoryDispatch(event, githubRunId);
    default:
      return notActedOn(event.name);
  }
}
