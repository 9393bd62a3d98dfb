import type { Hono } from 'hono';
import { z } from 'zod';
import { grants, suspended, tokenIn } from './access.ts';
import { appAccount } from './account.ts';
import { callingAppByKey } from './app-identity.ts';
import type { InstalledApp, TokenPermissions } from './caller.ts';
import { type Forge, sameName } from './forge.ts';
import { isoSeconds } from './git-objects.ts';
import { installationOf } from './installation-state.ts';
import { renderInstallation } from './installations.ts';
import { renderApp } from './render-people.ts';
import { renderRepository } from './render-repository.ts';
import {
  type ApiContext,
  ApiError,
  bodyOf,
  invalid,
  notFound,
  page,
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
    const { status, selected } = installationOf(forge, app.slug);
    if (status === 'removed' || !selected) throw notFound();
    return context.json(renderInstallation(forge, app));
  });
  api.get('/app/installations/:id', async (context) => {
    const app = await callingAppByKey(context, forge);
    requireInstalled(context, forge, app);
    return context.json(renderInstallation(forge, app));
  });
  api.post('/app/installations/:id/access_tokens', (context) => addToken(context, forge));
}

function requireInstalled(context: ApiContext, forge: Forge, app: InstalledApp) {
  const installation = installationOf(forge, app.slug);
  if (context.req.param('id') !== String(app.installationId)) throw notFound();
  if (installation.status === 'removed') throw notFound();
  return installation;
}

/** For who has an installation's token: what it reaches; and giving the token back. */
export function addInstallationRoutes(api: Hono<RouteVariables>, forge: Forge): void {
  api.get('/installation/repositories', (context) => {
    const caller = context.get('caller');
    if (!caller.app)
      throw new ApiError(
        403,
        'You must authenticate with an installation access token in order to list repositories for an installation.',
      );
    const reached = installationOf(forge, caller.app.slug).selected ? [forge] : [];
    return context.json({
      total_count: reached.length,
      repository_selection: 'selected',
      repositories: page(context, reached).map((each) => renderRepository(each, caller)),
    });
  });
  api.delete('/installation/token', (context) => {
    if (!context.get('caller').app)
      throw new ApiError(403, 'Resource not accessible by personal access token');
    forge.callers.revoke(tokenIn(context.req.header('authorization')));
    return context.body(null, 204);
  });
}

async function addToken(context: ApiContext, forge: Forge): Promise<Response> {
  const app = await callingAppByKey(context, forge);
  const { status, selected: given } = requireInstalled(context, forge, app);
  if (status === 'suspended') throw suspended();
  const asked = await bodyOf(context, NewToken);
  const { repository } = forge;
  const unknown =
    asked.repository_ids?.some((id) => !given || id !== repository.id) ||
    asked.repositories?.some((name) => !given || !sameName(name, repository.name));
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
