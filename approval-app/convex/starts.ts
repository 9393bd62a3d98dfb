import { z } from 'zod';
import { ActorId, RepositoryId, RunId, Sha256 } from '../../action/domain/ids.ts';
import type { MutationCtx, QueryCtx } from './_generated/server.js';
import { audit } from './audit.ts';
import { personMutation, serverMutation } from './builders.ts';
import { holds } from './callers.ts';
import { startsPerMinute, withinPace } from './pace.ts';
import { type PublishTarget, targetOf } from './publishTarget.ts';
import { findRun, type RunRow, repositoryRow, write } from './rows.ts';
import { requestOf } from './timeline.ts';
import { thrownSwitch } from './workspaceRow.ts';

/** Runs that people start from the app: a new task, or a further attempt. */

interface Start {
  readonly status: 'admitted';
  readonly target: PublishTarget;
  /** The task of the run that is tried again, where no issue and no pull request holds it. */
  readonly prompt?: string;
}
interface NoStart {
  readonly status: 'refused';
  readonly because: string;
}
export type Admitted = Start | NoStart;
export type AdmittedAccount = (Start & { readonly actorId: string }) | NoStart;

/** Whether this person may start that, and by which workflow it is started. */
export const admit = personMutation({
  args: {
    repositoryId: RepositoryId.optional(),
    /** The run that is to be tried again. */
    rerunOf: RunId.optional(),
    textSha256: Sha256,
  },
  handler: async (ctx, { repositoryId, rerunOf, textSha256 }): Promise<Admitted> => {
    const { workspaceId, actorId } = ctx.person;
    const run = rerunOf === undefined ? null : await findRun(ctx, rerunOf);
    const wanted = rerunOf === undefined ? repositoryId : run?.record.repositoryId;
    const repository = wanted === undefined ? null : await repositoryRow(ctx, wanted);
    if (repository?.workspaceId !== workspaceId || (run && run.record.workspaceId !== workspaceId))
      return { status: 'refused', because: 'there is no such repository or run in your workspace' };
    const because =
      (await missingRight(ctx, workspaceId, actorId, rerunOf === undefined)) ??
      (await thrownSwitch(ctx, workspaceId)) ??
      (await tooMany(ctx, actorId));
    const target = targetOf(repository, 'propose');
    const detail = `${rerunOf ?? 'new task'} ${textSha256}`;
    const entry = {
      workspaceId,
      actorId,
      action: 'run.start',
      ...(rerunOf ? { runId: rerunOf } : {}),
    };
    if (because !== undefined || !target) {
      const why = because ?? 'the repository is shut out';
      await audit(ctx, { ...entry, outcome: 'refused', detail: `${detail}: ${why}` });
      return { status: 'refused', because: why };
    }
    await audit(ctx, { ...entry, outcome: 'recorded', detail });
    return { status: 'admitted', target, ...(run ? await taskOf(ctx, run) : {}) };
  },
});

/** The same for somebody who asked on the forge: the person whose GitHub account that is. */
export const admitForAccount = serverMutation({
  args: { githubAccountId: ActorId, rerunOf: RunId },
  handler: async (ctx, { githubAccountId, rerunOf }): Promise<AdmittedAccount> => {
    const run = await findRun(ctx, rerunOf);
    const links = await ctx.db
      .query('githubAccounts')
      .withIndex('by_account', (q) => q.eq('githubAccountId', githubAccountId))
      .take(10);
    const [link] = links;
    if (!run || !link || links.length > 1)
      return { status: 'refused', because: 'the account is linked to nobody here' };
    const { workspaceId, repositoryId } = run.record;
    const because =
      (await missingRight(ctx, workspaceId, link.actorId, false)) ??
      (await thrownSwitch(ctx, workspaceId)) ??
      (await tooMany(ctx, link.actorId));
    const target = targetOf(await repositoryRow(ctx, repositoryId), 'propose');
    const why = because ?? (target ? undefined : 'the repository is shut out');
    await audit(ctx, {
      ...{ workspaceId, runId: rerunOf, actorId: link.actorId, action: 'run.start' },
      outcome: why === undefined ? 'recorded' : 'refused',
      detail: why ?? 'asked for at the check',
    });
    if (why !== undefined || !target) return { status: 'refused', because: why ?? '' };
    return { status: 'admitted', target, actorId: link.actorId, ...(await taskOf(ctx, run)) };
  },
});

/**
 * Who it was that the app started a workflow for. On the forge it looks like the App's own doing;
 * without this, people could approve what they asked for themselves.
 */
export const record = serverMutation({
  args: {
    workflowRunId: z.string().regex(/^\d{1,20}$/),
    actorId: z.string().startsWith('workos:'),
  },
  handler: async (ctx, { workflowRunId, actorId }): Promise<null> => {
    if ((await startedBy(ctx, workflowRunId)) === undefined)
      await write(ctx, 'starts', { workflowRunId, actorId, createdAt: Date.now() });
    return null;
  },
});

/** The person for whom the app started this workflow run. */
export async function startedBy(ctx: QueryCtx, workflowRunId: string): Promise<string | undefined> {
  const row = await ctx.db
    .query('starts')
    .withIndex('by_workflow_run', (q) => q.eq('workflowRunId', workflowRunId))
    .unique();
  return row?.actorId;
}

/** Jobs find the task of an earlier run on the forge, if it is there. */
async function taskOf(ctx: QueryCtx, { record }: RunRow): Promise<Pick<Start, 'prompt'>> {
  const request = await requestOf(ctx, record.promptRequestId);
  if (!request || request.externalRef?.issue || request.externalRef?.pullRequest) return {};
  return { prompt: request.prompt };
}

async function tooMany(ctx: MutationCtx, actorId: string): Promise<string | undefined> {
  return (await withinPace(ctx, actorId, 'start', startsPerMinute))
    ? undefined
    : `at most ${startsPerMinute} runs a minute are started for one person`;
}

async function missingRight(
  ctx: QueryCtx,
  workspaceId: string,
  actorId: string,
  isNew: boolean,
): Promise<string | undefined> {
  if (!(await holds(ctx, workspaceId, actorId, 'run:start')))
    return 'you do not hold the permission run:start';
  if (isNew && !(await holds(ctx, workspaceId, actorId, 'prompt:create')))
    return 'you do not hold the permission prompt:create';
  return undefined;
}
