import type { Hono } from 'hono';
import { requires } from './access.ts';
import type { ArtifactRecord } from './actions-records.ts';
import { artifactPath } from './downloads.ts';
import type { Forge } from './forge.ts';
import { type Json, nodeId } from './render-people.ts';
import { repositoryUrl } from './render-repository.ts';
import { type ApiContext, ApiError, notFound, page, type RouteVariables } from './reply.ts';
import { findRun } from './run-routes.ts';

/** What runs left behind. The bytes come from elsewhere, by a link that needs no token. */
export function addArtifactRoutes(app: Hono<RouteVariables>, forge: Forge): void {
  const actions = '/repos/:owner/:repo/actions';
  const { state } = forge.store;
  app.get(`${actions}/artifacts`, requires('read', 'actions'), (context) =>
    list(context, forge, state.artifacts),
  );
  app.get(`${actions}/runs/:id/artifacts`, requires('read', 'actions'), (context) => {
    const run = findRun(forge, context.req.param('id'));
    const found = state.artifacts.filter(({ runId }) => runId === run.id);
    return list(context, forge, found);
  });
  app.get(`${actions}/artifacts/:id`, requires('read', 'actions'), (context) =>
    context.json(renderArtifact(forge, findArtifact(forge, context.req.param('id')))),
  );
  app.get(`${actions}/artifacts/:id/zip`, requires('read', 'actions'), (context) => {
    const artifact = findArtifact(forge, context.req.param('id'));
    if (artifact.expired) throw new ApiError(410, 'Artifact has expired');
    const path = artifactPath(artifact.id);
    return context.redirect(`${forge.addresses.server}${path}?${forge.links.sign(path)}`, 302);
  });
}

function findArtifact(forge: Forge, id: string): ArtifactRecord {
  const found = forge.store.state.artifacts.find((artifact) => String(artifact.id) === id);
  if (!found) throw notFound();
  return found;
}

function list(context: ApiContext, forge: Forge, artifacts: readonly ArtifactRecord[]): Response {
  const name = context.req.query('name');
  const found = artifacts
    .filter((artifact) => name === undefined || artifact.name === name)
    .toReversed();
  return context.json({
    total_count: found.length,
    artifacts: page(context, found).map((artifact) => renderArtifact(forge, artifact)),
  });
}

const ninetyDaysMs = 90 * 24 * 3_600_000;

/** `artifact`. */
function renderArtifact(forge: Forge, artifact: ArtifactRecord): Json {
  const url = `${repositoryUrl(forge)}/actions/artifacts/${artifact.id}`;
  const run = forge.store.state.runs.find(({ id }) => id === artifact.runId);
  const expires = new Date(Date.parse(artifact.createdAt) + ninetyDaysMs).toISOString();
  return {
    id: artifact.id,
    node_id: nodeId('AR', artifact.id),
    name: artifact.name,
    size_in_bytes: artifact.sizeInBytes,
    url,
    archive_download_url: `${url}/zip`,
    expired: artifact.expired,
    digest: artifact.digest,
    created_at: artifact.createdAt,
    updated_at: artifact.updatedAt,
    expires_at: `${expires.slice(0, 19)}Z`,
    workflow_run: run
      ? {
          id: run.id,
          repository_id: forge.repository.id,
          head_repository_id: run.headRepositoryId,
          head_branch: run.headBranch ?? '',
          head_sha: run.headSha,
        }
      : null,
  };
}
