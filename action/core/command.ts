import { cancelActive, tellStatus, whyNobodyHears } from './command-replies.ts';
import type { Context } from './context.ts';
import type { RunCommand } from './services/github-webhook-service.ts';
import type { PriorRun, RunControl, RunHistory } from './services/run-history.ts';
import type {
  FeedbackWriter,
  RepositoryReader,
  RepositoryRef,
} from './services/source-control-service.ts';
import { orDenied } from './workflows/authorize/closed.ts';
import { checkRequester, type RequesterOptions } from './workflows/authorize/requester.ts';
import { whyChanged } from './workflows/authorize/unchanged.ts';

export interface CommandServices {
  readonly repositories: Pick<
    RepositoryReader,
    'verifyRepositoryAccess' | 'readActorPermission' | 'readAccount' | 'readIssue' | 'readComment'
  >;
  readonly feedback: Pick<FeedbackWriter, 'react' | 'answer'>;
  readonly history: Pick<RunHistory, 'listRuns' | 'isUnderWay'>;
  readonly control: RunControl;
}

export interface CommandOptions extends RequesterOptions {
  /** `https://github.com`: where a workflow run can be seen. */
  readonly serverUrl: string;
}

export type CommandAnswer =
  /** Not decided here: the publish door weighs it up, and reads it live. */
  | { readonly kind: 'decision'; readonly command: RunCommand }
  | { readonly kind: 'answered'; readonly text: string }
  | { readonly kind: 'denied'; readonly reason: string };

type Asker = Pick<RunCommand, 'actor' | 'ref'>;

/**
 * Answers a command about runs that are there. The reaction comes first, since it says that
 * somebody listens; then the same questions as before a run; then one comment, also for a no.
 */
export async function answerCommand(
  command: RunCommand,
  services: CommandServices,
  options: CommandOptions,
  context: Pick<Context, 'now'>,
): Promise<CommandAnswer> {
  const { name, ref } = command;
  if (name === 'approve' || name === 'reject') return { kind: 'decision', command };
  const number = ref.issue?.number;
  if (number === undefined) {
    return { kind: 'denied', reason: 'A command is answered where it was written, in a comment.' };
  }
  await react(command, number, services, 'eyes');
  const denied = await whyDenied(command, services, options);
  if (denied !== undefined) {
    await services.feedback.answer(ref.repository, number, denied);
    return { kind: 'denied', reason: denied };
  }
  const runs = await services.history.listRuns(ref.repository, number);
  const text = await replyTo(name, runs, ref.repository, services, options, context);
  // The run's own job read the comment already, and says there what came of it.
  if (text === undefined) return { kind: 'answered', text: 'the agent at work hears it' };
  await services.feedback.answer(ref.repository, number, text);
  return { kind: 'answered', text };
}

async function replyTo(
  name: Exclude<RunCommand['name'], 'approve' | 'reject'>,
  runs: readonly PriorRun[],
  repository: RepositoryRef,
  services: CommandServices,
  options: CommandOptions,
  context: Pick<Context, 'now'>,
): Promise<string | undefined> {
  switch (name) {
    case 'status':
      return await tellStatus(runs, repository, services, options, context);
    case 'cancel':
      return await cancelActive(runs, repository, services);
    default:
      return await whyNobodyHears(runs, repository, services);
  }
}

/**
 * Tells a person who may ask why what they wrote was not understood. Strangers get no answer to
 * what is no command: anybody could have us write comments.
 */
export async function answerMisread(
  asked: Asker,
  reason: string,
  services: Pick<CommandServices, 'repositories' | 'feedback'>,
  options: RequesterOptions,
): Promise<CommandAnswer> {
  const number = asked.ref.issue?.number;
  if (number === undefined) return { kind: 'denied', reason };
  const denied = await whyDenied(asked, services, options);
  if (denied !== undefined) return { kind: 'denied', reason: denied };
  await react(asked, number, services, 'confused');
  const text = `This did not start anything: ${reason}.`;
  await services.feedback.answer(asked.ref.repository, number, text);
  return { kind: 'answered', text };
}

async function whyDenied(
  { ref }: Asker,
  { repositories }: Pick<CommandServices, 'repositories'>,
  options: RequesterOptions,
): Promise<string | undefined> {
  const { repository, sender } = ref;
  const answer = await orDenied(async () => {
    await repositories.verifyRepositoryAccess(repository);
    const standing = await checkRequester(
      repository,
      sender,
      'run:interrupt',
      repositories,
      options,
    );
    if ('stop' in standing) return standing;
    // What the issue says does not matter here; what the comment says does.
    const words = { ...ref, issue: undefined };
    const changed = await whyChanged(repository, words, repositories);
    return changed ? { stop: changed } : undefined;
  });
  return answer?.stop.reason;
}

async function react(
  { ref }: Asker,
  issueNumber: number,
  { feedback }: Pick<CommandServices, 'feedback'>,
  reaction: 'eyes' | 'confused',
): Promise<void> {
  const commented = ref.comment ? { commentId: ref.comment.externalId } : {};
  await feedback.react({ repository: ref.repository, issueNumber, ...commented }, reaction);
}
