import type { Hono } from 'hono';
import { requires } from './access.ts';
import type { Forge } from './forge.ts';
import { objectType, readBlob, readCommit, readTree, resolveCommit } from './git-objects.ts';
import { readRef } from './git-refs.ts';
import { base64Lines, renderCommit } from './render-git.ts';
import type { Json } from './render-people.ts';
import { renderRepository, repositoryPage, repositoryUrl } from './render-repository.ts';
import { type ApiContext, ApiError, notFound, type RouteVariables } from './reply.ts';
import { activeRulesets } from './ruleset-routes.ts';

/** The repository itself, its branches and commits, and files at a ref. */
export function addRepositoryRoutes(app: Hono<RouteVariables>, forge: Forge): void {
  app.get('/repos/:owner/:repo', requires('read', 'metadata'), (context) =>
    context.json(renderRepository(forge, context.get('caller'))),
  );
  app.get('/repos/:owner/:repo/branches/:branch{.+}', requires('read', 'contents'), (context) =>
    readBranch(context, forge, context.req.param('branch')),
  );
  app.get('/repos/:owner/:repo/contents/:path{.*}', requires('read', 'contents'), (context) =>
    readContents(context, forge, context.req.param('path')),
  );
  app.get('/repos/:owner/:repo/commits/:ref{.+}', requires('read', 'contents'), async (context) => {
    const sha = await resolveCommit(forge.git, context.req.param('ref'));
    if (!sha) throw new ApiError(422, `No commit found for SHA: ${context.req.param('ref')}`);
    return context.json(renderCommit(forge, await readCommit(forge.git, sha)));
  });
}

async function readBranch(context: ApiContext, forge: Forge, name: string): Promise<Response> {
  const ref = await readRef(forge.git, `refs/heads/${name}`);
  if (!ref) throw new ApiError(404, 'Branch not found');
  const self = `${repositoryUrl(forge)}/branches/${encodeURIComponent(name)}`;
  return context.json({
    name,
    commit: renderCommit(forge, await readCommit(forge.git, ref.sha)),
    _links: { self, html: `${repositoryPage(forge)}/tree/${name}` },
    protected: activeRulesets(forge, name).length > 0,
    protection: {
      enabled: false,
      required_status_checks: { enforcement_level: 'off', contexts: [], checks: [] },
    },
    protection_url: `${self}/protection`,
  });
}

async function readContents(context: ApiContext, forge: Forge, path: string): Promise<Response> {
  const ref = context.req.query('ref') ?? forge.repository.defaultBranch;
  const commit = await resolveCommit(forge.git, ref.replace(/^refs\/(heads|tags)\//, ''));
  if (!commit) throw new ApiError(404, `No commit found for the ref ${ref}`);
  const object = `${commit}:${path}`;
  const found = await forge.git.run([
    'rev-parse',
    '--quiet',
    '--verify',
    '--end-of-options',
    object,
  ]);
  if (found.code !== 0) throw notFound();
  const sha = found.stdout.toString('utf8').trim();
  if ((await objectType(forge.git, sha)) === 'tree') {
    const entries = await readTree(forge.git, sha, false);
    const prefix = path === '' ? '' : `${path}/`;
    return context.json(
      entries.map((entry) => ({
        ...contentFields(forge, ref, `${prefix}${entry.path}`, entry.sha),
        type: entry.type === 'tree' ? 'dir' : 'file',
        size: entry.size ?? 0,
      })),
    );
  }
  const content = await readBlob(forge.git, sha);
  if (context.req.header('accept')?.includes('raw'))
    return context.body(new Uint8Array(content), 200, {
      'content-type': 'application/vnd.github.raw; charset=utf-8',
    });
  return context.json({
    ...contentFields(forge, ref, path, sha),
    type: 'file',
    size: content.byteLength,
    ...inlineContent(content),
  });
}

/** GitHub inlines files up to 1 MB; larger ones have to be asked for raw. */
function inlineContent(content: Buffer): Json {
  return content.byteLength > 1_048_576
    ? { content: '', encoding: 'none' }
    : { content: base64Lines(content), encoding: 'base64' };
}

function contentFields(forge: Forge, ref: string, path: string, sha: string): Json {
  const self = `${repositoryUrl(forge)}/contents/${encodeURI(path)}?ref=${encodeURIComponent(ref)}`;
  const html = `${repositoryPage(forge)}/blob/${ref}/${encodeURI(path)}`;
  const git = `${repositoryUrl(forge)}/git/blobs/${sha}`;
  return {
    name: path.split('/').at(-1),
    path,
    sha,
    url: self,
    html_url: html,
    git_url: git,
    download_url: `${repositoryPage(forge)}/raw/${ref}/${encodeURI(path)}`,
    _links: { self, git, html },
  };
}
