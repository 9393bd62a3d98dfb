import { answerMisread } from '../core/command.ts';
import type { RunCommand } from '../core/services/github-webhook-service.ts';
import type { PublishServices } from '../core/services/publish-services.ts';
import type { RunId } from '../domain/ids.ts';
import { createGitHubWebhooks } from '../plugins/github/webhooks.ts';
import type { readEvent } from './inputs.ts';
import type { PublishInputs } from './job-inputs.ts';

/** What the event, and the workflow, ask of a publish job. */
export type PublishAsked =
  | { readonly kind: 'run'; readonly runId: RunId }
  /** `approve` or `reject` in a comment; its digest names the run. */
  | { readonly kind: 'decision'; readonly command: RunCommand }
  /** A workflow can not tell a command from talk about one: then there is nothing to do. */
  | {
      readonly kind: 'nothing';
      readonly reason: string;
      readonly asked: Pick<RunCommand, 'actor' | 'ref'> | undefined;
    };

export function readAsked(
  { runId, decision }: Pick<PublishInputs, 'runId' | 'decision'>,
  event: ReturnType<typeof readEvent>,
): PublishAsked {
  const answer = createGitHubWebhooks({}).toIntake(event);
  const decides = answer.kind === 'command' && ['approve', 'reject'].includes(answer.command.name);
  if (decides && decision.kind === 'github') return { kind: 'decision', command: answer.command };
  if (runId !== undefined) return { kind: 'run', runId };
  if (answer.kind === 'publish') return { kind: 'run', runId: answer.runId };
  const reason = answer.kind === 'ignored' ? answer.reason : unnamed;
  return { kind: 'nothing', reason, asked: answer.kind === 'ignored' ? answer.asked : undefined };
}

const unnamed = 'the event names no run that was decided, neither by its id nor by a digest';

/** Whoever meant us and may decide is told how it is written. */
export async function answerNothing(
  { asked, reason }: Extract<PublishAsked, { readonly kind: 'nothing' }>,
  { repositories }: PublishServices,
  { github }: Pick<PublishInputs, 'github'>,
): Promise<void> {
  if (!asked) return;
  const { triggeringActor } = github;
  const services = { repositories, feedback: repositories };
  await answerMisread(asked, reason, services, { allowedBots: [], triggeringActor });
}
