import { z } from 'zod';
import { ActorId, WorkspaceId } from '../../action/domain/ids.ts';
import { AccountConnection } from '../../action/domain/repository-connection.ts';
import type { Doc } from './_generated/dataModel.js';
import type { MutationCtx, QueryCtx } from './_generated/server.js';
import { audit } from './audit.ts';
import { serverMutation, serverQuery } from './builders.ts';
import { holds } from './callers.ts';
import { exact } from './exact.ts';
import { refusal } from './refusal.ts';
import { amend, write } from './rows.ts';
import { voidWaiting } from './voiding.ts';

const InstallationId = z.string().regex(/^\d{1,20}$/);

const Reached = z.strictObject({
  externalId: z.string().regex(/^\d{1,20}$/),
  fullName: z.string().regex(/^[^/\s]+\/[^/\s]+$/),
  private: z.boolean(),
  defaultBranch: z.string().min(1).max(250),
});

/** What the forge says of an installation: where it is, whether it stands, what it reaches. */
export const upsert = serverMutation({
  args: {
    installationId: InstallationId,
    accountExternalId: z.string().regex(/^\d{1,20}$/),
    accountLogin: z.string().min(1).max(100),
    status: z.enum(['active', 'suspended', 'removed']),
    repositories: z.array(Reached).max(1_000),
  },
  handler: async (ctx, told): Promise<null> => {
    const existing = await installationRow(ctx, told.installationId);
    const row = { ...told, updatedAt: Date.now() };
    if (!existing) {
      await write(ctx, 'installations', row);
      return null;
    }
    if (existing.accountExternalId !== told.accountExternalId)
      throw refusal('conflict', 'this installation belongs to another account');
    await amend(ctx, 'installations', existing, row);
    await followUp(ctx, existing, told.status, new Set(told.repositories.map(idOf)));
    return null;
  },
});

/**
 * Connects an installation with a workspace. The server checked that the person's own GitHub account
 * governs the account that it is installed on; the right to connect is read here.
 */
export const claim = serverMutation({
  args: { installationId: InstallationId, workspaceId: WorkspaceId, actorId: ActorId },
  handler: async (ctx, { installationId, workspaceId, actorId }): Promise<null> => {
    if (!(await holds(ctx, workspaceId, actorId, 'repo:connect')))
      throw refusal('auth', `${actorId} does not hold the permission repo:connect`);
    const row = await installationRow(ctx, installationId);
    if (row?.status !== 'active') throw refusal('not-found', 'there is no such installation');
    if (row.workspaceId !== undefined && row.workspaceId !== workspaceId)
      throw refusal('conflict', 'this installation belongs to another workspace');
    const now = Date.now();
    const record = AccountConnection.parse({
      provider: 'github',
      ...{ workspaceId, installationId },
      accountExternalId: row.accountExternalId,
      accountLogin: row.accountLogin,
      status: 'active',
      connectedByActorId: actorId,
      createdAt: row.record?.createdAt ?? now,
      updatedAt: now,
    });
    await amend(
      ctx,
      'installations',
      row,
      exact<Partial<Doc<'installations'>>>({ workspaceId, record }),
    );
    await audit(ctx, {
      ...{ workspaceId, actorId },
      action: 'installation.connect',
      outcome: 'recorded',
      detail: `${row.accountLogin} (installation ${installationId})`,
    });
    return null;
  },
});

/** How to reach a repository as the App. */
export const ofRepository = serverQuery({
  args: { repositoryId: z.string().regex(/^github:\d{1,20}$/) },
  handler: async (ctx, { repositoryId }): Promise<string | null> => {
    const enrolled = await ctx.db
      .query('repositories')
      .withIndex('by_repository', (q) => q.eq('repositoryId', repositoryId))
      .unique();
    if (!enrolled) return null;
    const rows = await ctx.db
      .query('installations')
      .withIndex('by_workspace', (q) => q.eq('workspaceId', enrolled.workspaceId))
      .take(100);
    const found = rows.find(
      (row) =>
        row.status === 'active' && row.repositories.some((each) => idOf(each) === repositoryId),
    );
    return found?.installationId ?? null;
  },
});

/** A repository that the App no longer reaches has no jobs here any more. */
async function followUp(
  ctx: MutationCtx,
  before: Doc<'installations'>,
  status: Doc<'installations'>['status'],
  reached: ReadonlySet<string>,
): Promise<void> {
  for (const repository of before.repositories) {
    const repositoryId = idOf(repository);
    if (status === 'active' && reached.has(repositoryId)) continue;
    const row = await ctx.db
      .query('repositories')
      .withIndex('by_repository', (q) => q.eq('repositoryId', repositoryId))
      .unique();
    if (!row?.active || row.workspaceId !== before.workspaceId) continue;
    await amend(ctx, 'repositories', row, { active: false });
    const shutOut = { workspaceId: row.workspaceId, repositoryId, actorId: 'system:github' };
    await voidWaiting(ctx, { ...shutOut, because: 'Its repository was taken from the GitHub App' });
    await audit(ctx, {
      workspaceId: row.workspaceId,
      actorId: 'system:github',
      action: 'repository.suspend',
      outcome: 'recorded',
      detail: `${repository.fullName}: the GitHub App no longer reaches it`,
    });
  }
}

function idOf({ externalId }: { readonly externalId: string }): string {
  return `github:${externalId}`;
}

async function installationRow(
  ctx: QueryCtx,
  installationId: string,
): Promise<Doc<'installations'> | null> {
  return await ctx.db
    .query('installations')
    .withIndex('by_installation', (q) => q.eq('installationId', installationId))
    .unique();
}
