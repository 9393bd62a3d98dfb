import type { Hono } from 'hono';
import { z } from 'zod';
import { grants, tokenIn } from './access.ts';
import { appAccount } from './account.ts';
import { callingAppByKey } from './app-identity.ts';
import type { InstalledApp, TokenPermissions } from './caller.ts';
import { type Forge, ownerAccount, sameName } from './forge.ts';
import { isoSeconds } from './git-objects.ts';
import { type Json, renderApp, renderUser } from './render-people.ts';
import { renderRepository } from './render-repository.ts';
import {
  type ApiContext,
  ApiError,
  bodyOf,
  invalid,
  notFound,
  type RouteVariables,
} from './reply.ts';

const tokenLifetimeMs = 3_600_000;
const NewToken = z.object({
  repositories: z.array(z.string()).optional(),
  repository_ids: z.array(z.int()).optional(),
  permissions: z.record(z.string(), z.enum(['read', 'write'])).optional(),
});

/** What an App does as itself, before it has a token: these come before the check of tokens. */
export function addAppRoutes(api: Hono<RouteVariables>, forge: Forge): void {
  api.get('/app', async (context) => {
    const app = await callingAppByKey(context, forge);
    return context.json(renderApp(forge.addresses, appAccount(app.slug, app.id), app.permissions));
  });
  api.get('/repos/:owner/:repo/installation', async (context) => {
    const app = await callingAppByKey(context, forge);
    const { owner, name } = forge.repository;
    const { owner: askedOwner, repo } = context.req.param();
    if (!sameName(askedOwner, owner) || !sameName(repo, name)) throw notFound();
    return context.json(renderInstallation(forge, app));
  });
  api.post('/app/installations/:id/access_tokens', (context) => addToken(context, forge));
}

/** Needs an installation's token, which is gone afterwards. */
export function addRevocationRoute(api: Hono<RouteVariables>, forge: Forge): void {
  api.delete('/installation/token', (context) => {
    if (!context.get('caller').app)
      throw new ApiError(403, 'Resource not accessible by personal access token');
    forge.callers.revoke(tokenIn(context.req.header('authorization')));
    return context.body(null, 204);
  });
}

async function addToken(context: ApiContext, forge: Forge): Promise<Response> {
  const app = await callingAppByKey(context, forge);
  if (context.req.param('id') !== String(app.installationId)) throw notFound();
  const asked = await bodyOf(context, NewToken);
  const { repository } = forge;
  const unknown =
    asked.repository_ids?.some((id) => id !== repository.id) ||
    asked.repositories?.some((name) => !sameName(name, repository.name));
  if (unknown)
    throw invalid(
      'There is at least one repository that does not exist or is not accessible to the parent installation.',
    );
  const permissions = asked.permissions ?? app.permissions;
  if (!within(permissions, app.permissions))
    throw invalid('The permissions requested are not granted to this installation.');
  const selected = asked.repository_ids !== undefined || asked.repositories !== undefined;
  const issued = forge.callers.issue(app, {
    permissions: { metadata: 'read', ...permissions },
    repositoryIds: selected ? [repository.id] : undefined,
    expiresAt: Date.now() + tokenLifetimeMs,
  });
  return context.json(
    {
      token: issued.token,
      expires_at: isoSeconds(issued.expiresAt),
      permissions: issued.permissions,
      repository_selection: selected ? 'selected' : 'all',
      ...(selected ? { repositories: [renderRepository(forge)] } : {}),
    },
    201,
  );
}

function within(asked: TokenPermissions, granted: TokenPermissions): boolean {
  return Object.entries(asked).every(([resource, access]) => grants(granted, resource, access));
}

/** `installation`. */
function renderInstallation(forge: Forge, app: InstalledApp): Json {
  const { api, server } = forge.addresses;
  const account = ownerAccount(forge);
  return {
    id: app.installationId,
    account: renderUser(forge.addresses, account),
    repository_selection: 'selected',
    access_tokens_url: `${api}/app/installations/${app.installationId}/access_tokens`,
    repositories_url: `${api}/installation/repositories`,
    html_url: `${server}/settings/installations/${app.installationId}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.type,
    permissions: app.permissions,
    events: [],
    created_at: '2026-01-05T09:00:00.000Z',
    updated_at: '2026-01-05T09:00:00.000Z',
    single_file_name: null,
    suspended_by: null,
    suspended_at: null,
  };
}
