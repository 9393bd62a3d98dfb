import type { z } from 'zod';
import type {
  GitHubWebhookService,
  IntakeAnswer,
  ReceivedEvent,
} from '../../core/services/github-webhook-service.ts';
import { dispatchIntake, ignored, issueIntake } from './intake.ts';
import { DispatchPayload, IssuesPayload, LabeledPayload } from './payloads.ts';
import { isSigned } from './signature.ts';

export interface GitHubWebhooksOptions {
  /** The webhook's secret; without one no signature is ever valid. */
  readonly secret?: string;
  /** The label that asks for a patch; `patchplane` unless told. */
  readonly label?: string;
}

/** Turns GitHub's events into requests, or says why one is none. */
export function createGitHubWebhooks(options: GitHubWebhooksOptions): GitHubWebhookService {
  const label = options.label ?? 'patchplane';
  return {
    verifySignature: async (rawBody, signature) => isSigned(options.secret, rawBody, signature),
    toIntake: (event) => {
      if (event.name === 'issues') return fromIssues(event, label);
      if (event.name === 'workflow_dispatch') return fromDispatch(event);
      return ignored(`PatchPlane does not act on "${plain(event.name)}" events`);
    },
  };
}

function fromIssues(event: ReceivedEvent, label: string): IntakeAnswer {
  const issues = IssuesPayload.safeParse(event.payload);
  if (!issues.success) return ignored(unknownShape(event, issues.error));
  const { action, issue } = issues.data;
  if (action === 'opened')
    return ignored(`a new issue is taken up when it gets the label "${label}"`);
  if (action !== 'labeled')
    return ignored(`PatchPlane does not act on "issues.${plain(action)}" events`);
  const labeled = LabeledPayload.safeParse(event.payload);
  if (!labeled.success) return ignored(unknownShape(event, labeled.error));
  // GitHub takes two labels that differ in case only for the same one.
  if (labeled.data.label.name.toLowerCase() !== label.toLowerCase())
    return ignored(`the label is not "${label}"`);
  if (issue.state !== 'open') return ignored('the issue is closed');
  if (issue.pull_request) return ignored('the issue is a pull request');
  return issueIntake(event, labeled.data);
}

function fromDispatch(event: ReceivedEvent): IntakeAnswer {
  const payload = DispatchPayload.safeParse(event.payload);
  if (!payload.success) return ignored(unknownShape(event, payload.error));
  return dispatchIntake(event, payload.data);
}

/** Names the place, never the value: the payload is not ours and the reason gets printed. */
function unknownShape(event: ReceivedEvent, error: z.ZodError): string {
  const place = error.issues[0]?.path.join('.') || 'the whole payload';
  return `the "${plain(event.name)}" event is not of GitHub's shape at ${plain(place)}`;
}

function plain(word: string): string {
  return word.replace(/[^A-Za-z0-9_.-]/g, '?').slice(0, 60);
}
