import { allows, Membership } from '../../action/domain/membership.ts';
import { Permission } from '../../action/domain/permission.ts';
import type { SettingsView } from '../contract/settings-view.ts';
import type { Doc } from './_generated/dataModel.js';
import type { QueryCtx } from './_generated/server.js';
import { personQuery } from './builders.ts';
import { holds, type Person } from './callers.ts';
import { requirePermission } from './permissions.ts';
import { repositoryName } from './repositoryName.ts';
import { verdictOf } from './timeline.ts';
import { defaultStepUpMinutes, workspaceRow } from './workspaceRow.ts';

const most = 200;

/** Everything about the person's workspace that a settings page shows. */
export const view = personQuery({
  args: {},
  handler: async (ctx): Promise<SettingsView> => {
    await requirePermission(ctx, ctx.person, 'workspace:view');
    const { workspaceId } = ctx.person;
    const workspace = await workspaceRow(ctx, workspaceId);
    const repositories = await ctx.db
      .query('repositories')
      .withIndex('by_workspace', (q) => q.eq('workspaceId', workspaceId))
      .take(most);
    const enrolled = new Set(repositories.map(({ repositoryId }) => repositoryId));
    return {
      workspaceId,
      killSwitch: workspace?.killSwitch ?? null,
      solo: workspace?.solo ?? null,
      stepUpMinutes: workspace?.stepUpMinutes ?? defaultStepUpMinutes,
      retentionDays: workspace?.retentionDays ?? null,
      repositories: await Promise.all(
        repositories.map(async (row) => await repositoryView(ctx, row)),
      ),
      installations: await installationsOf(ctx, workspaceId, enrolled),
      members: await membersOf(ctx, workspaceId),
      audit: await auditOf(ctx, workspaceId),
      viewer: { actorId: ctx.person.actorId, permissions: await permissionsOf(ctx, ctx.person) },
    };
  },
});

async function repositoryView(
  ctx: QueryCtx,
  row: Doc<'repositories'>,
): Promise<SettingsView['repositories'][number]> {
  const { repositoryId, active, proposeWorkflowRefs, publishWorkflowRefs } = row;
  return {
    ...{ repositoryId, active, proposeWorkflowRefs, publishWorkflowRefs },
    fullName: (await repositoryName(ctx, row)) ?? null,
    policy: await policyOf(ctx, row),
  };
}

/** The policy of the newest run that policy judged. */
async function policyOf(
  ctx: QueryCtx,
  { workspaceId, repositoryId }: Doc<'repositories'>,
): Promise<SettingsView['repositories'][number]['policy']> {
  const newest = await ctx.db
    .query('inboxEntries')
    .withIndex('by_repository', (q) =>
      q.eq('workspaceId', workspaceId).eq('repositoryId', repositoryId),
    )
    .order('desc')
    .take(20);
  const judged = newest.find(({ entry }) => entry.policyOutcome !== undefined);
  const verdict = judged && (await verdictOf(ctx, judged.runId));
  if (!verdict) return null;
  const artifacts = await ctx.db
    .query('evidenceArtifacts')
    .withIndex('by_artifact', (q) => q.eq('record.workflowRunId', judged.runId))
    .take(most);
  const result = artifacts.find(({ record }) => record.kind === 'policy-result');
  const { bundleId, bundleVersion, digest, outcome } = verdict;
  const artifactSha256 = result?.record.sha256 ?? null;
  return { runId: judged.runId, bundleId, bundleVersion, digest, outcome, artifactSha256 };
}

async function installationsOf(
  ctx: QueryCtx,
  workspaceId: string,
  enrolled: ReadonlySet<string>,
): Promise<SettingsView['installations']> {
  const rows = await ctx.db
    .query('installations')
    .withIndex('by_workspace', (q) => q.eq('workspaceId', workspaceId))
    .take(most);
  return rows.map(({ installationId, accountLogin, status, repositories }) => ({
    ...{ installationId, accountLogin, status },
    repositories: repositories.map(({ externalId, fullName, private: isPrivate }) => ({
      repositoryId: `github:${externalId}`,
      fullName,
      private: isPrivate,
      enrolled: enrolled.has(`github:${externalId}`),
    })),
  }));
}

async function membersOf(ctx: QueryCtx, workspaceId: string): Promise<SettingsView['members']> {
  const rows = await ctx.db
    .query('memberships')
    .withIndex('by_actor', (q) => q.eq('record.workspaceId', workspaceId))
    .take(most);
  return await Promise.all(
    rows.map(async ({ record, displayName }) => {
      const link = await ctx.db
        .query('githubAccounts')
        .withIndex('by_actor', (q) => q.eq('actorId', record.actorId))
        .unique();
      const { actorId, status, roles } = record;
      const membership = Membership.parse(record);
      return {
        ...{ actorId, status, roles },
        permissions: Permission.options.filter((permission) => allows(membership, permission)),
        displayName: displayName ?? null,
        githubAccountId: link?.githubAccountId ?? null,
      };
    }),
  );
}

async function auditOf(ctx: QueryCtx, workspaceId: string): Promise<SettingsView['audit']> {
  const rows = await ctx.db
    .query('auditEntries')
    .withIndex('by_workspace', (q) => q.eq('workspaceId', workspaceId))
    .order('desc')
    .take(100);
  return rows.map(({ at, actorId, action, outcome, detail, runId }) => ({
    ...{ at, actorId, action, outcome, detail },
    runId: runId ?? null,
  }));
}

async function permissionsOf(
  ctx: QueryCtx,
  { workspaceId, actorId, impersonated }: Person,
): Promise<Permission[]> {
  const held: Permission[] = [];
  for (const permission of Permission.options) {
    const looking = permission === 'workspace:view';
    if ((looking || !impersonated) && (await holds(ctx, workspaceId, actorId, permission)))
      held.push(permission);
  }
  return held;
}
