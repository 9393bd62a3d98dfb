import { z } from 'zod';
import { RepositoryId } from '../../action/domain/ids.ts';
import { RepositoryConnection } from '../../action/domain/repository-connection.ts';
import type { Doc } from './_generated/dataModel.js';
import type { MutationCtx, QueryCtx } from './_generated/server.js';
import { audit } from './audit.ts';
import { personMutation } from './builders.ts';
import { exact } from './exact.ts';
import { requirePermission } from './permissions.ts';
import { refusal } from './refusal.ts';
import { amend, repositoryRow, write } from './rows.ts';
import { voidWaiting } from './voiding.ts';

const WorkflowFile = z
  .string()
  .regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}\.ya?ml$/, 'not the name of a workflow file');

/**
 * Lets the jobs of a repository in. The repository has to be one that the GitHub App reaches through
 * an installation of this very workspace; the workflows that may propose and publish are files of
 * its default branch, so that no branch can bring its own.
 */
export const enrol = personMutation({
  args: {
    repositoryId: RepositoryId,
    proposeWorkflows: z.array(WorkflowFile).min(1).max(10),
    publishWorkflows: z.array(WorkflowFile).min(1).max(10),
  },
  handler: async (ctx, { repositoryId, proposeWorkflows, publishWorkflows }): Promise<null> => {
    await requirePermission(ctx, ctx.person, 'repo:connect');
    const { workspaceId, actorId } = ctx.person;
    const existing = await repositoryRow(ctx, repositoryId);
    if (existing && existing.workspaceId !== workspaceId)
      throw refusal('conflict', 'this repository belongs to another workspace');
    const { installation, found } = await reachable(ctx, workspaceId, repositoryId);
    const [owner = '', name = ''] = found.fullName.split('/');
    const refs = (files: readonly string[]) =>
      files.map(
        (file) => `${found.fullName}/.github/workflows/${file}@refs/heads/${found.defaultBranch}`,
      );
    const row = {
      repositoryId,
      ownerId: installation.accountExternalId,
      workspaceId,
      proposeWorkflowRefs: refs(proposeWorkflows),
      publishWorkflowRefs: refs(publishWorkflows),
      active: true,
      connection: RepositoryConnection.parse({
        id: repositoryId,
        workspaceId,
        repositoryExternalId: found.externalId,
        ...{ owner, name, fullName: found.fullName, defaultBranch: found.defaultBranch },
        private: found.private,
        selected: true,
        status: 'active',
      }),
    };
    if (existing)
      await amend(ctx, 'repositories', existing, exact<Partial<Doc<'repositories'>>>(row));
    else await write(ctx, 'repositories', row);
    await tell(ctx, workspaceId, actorId, 'repository.enrol', found.fullName);
    return null;
  },
});

/**
 * Shuts the jobs of a repository out, or lets them in again. Whatever of it waits for a decision is
 * void then, and a job at work is refused at its next question, which ends its run.
 */
export const setActive = personMutation({
  args: { repositoryId: RepositoryId, active: z.boolean() },
  handler: async (ctx, { repositoryId, active }): Promise<null> => {
    await requirePermission(ctx, ctx.person, 'repo:connect');
    const { workspaceId, actorId } = ctx.person;
    const row = await repositoryRow(ctx, repositoryId);
    if (row?.workspaceId !== workspaceId)
      throw refusal('not-found', 'this workspace has no such repository');
    if (row.active === active) return null;
    await amend(ctx, 'repositories', row, { active });
    const action = active ? 'repository.activate' : 'repository.suspend';
    await tell(ctx, workspaceId, actorId, action, repositoryId);
    const because = 'Its repository was shut out';
    if (!active) await voidWaiting(ctx, { workspaceId, repositoryId, actorId, because });
    return null;
  },
});

async function reachable(ctx: QueryCtx, workspaceId: string, repositoryId: string) {
  const installations = await ctx.db
    .query('installations')
    .withIndex('by_workspace', (q) => q.eq('workspaceId', workspaceId))
    .take(100);
  for (const installation of installations) {
    const found = installation.repositories.find(
      ({ externalId }) => `github:${externalId}` === repositoryId,
    );
    if (found && installation.status === 'active') return { installation, found };
  }
  throw refusal(
    'not-found',
    'the GitHub App does not reach this repository through an installation of this workspace',
  );
}

async function tell(
  ctx: MutationCtx,
  workspaceId: string,
  actorId: string,
  action: string,
  detail: string,
): Promise<void> {
  await audit(ctx, { workspaceId, actorId, action, outcome: 'recorded', detail });
}
