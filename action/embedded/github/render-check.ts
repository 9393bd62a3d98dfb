import type { Forge } from './forge.ts';
import type { CheckRecord } from './records.ts';
import { type Json, nodeId, renderApp } from './render-people.ts';
import { repositoryPage, repositoryUrl } from './render-repository.ts';

/** `check-run`. */
export function renderCheck(forge: Forge, check: CheckRecord): Json {
  const url = `${repositoryUrl(forge)}/check-runs/${check.id}`;
  return {
    id: check.id,
    name: check.name,
    node_id: nodeId('CR', check.id),
    head_sha: check.headSha,
    external_id: check.externalId,
    url,
    html_url: `${repositoryPage(forge)}/runs/${check.id}`,
    details_url: check.detailsUrl ?? `${repositoryPage(forge)}/runs/${check.id}`,
    status: check.status,
    conclusion: check.conclusion,
    started_at: check.startedAt,
    completed_at: check.completedAt,
    output: {
      ...check.output,
      annotations_count: 0,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: check.app.id + 10_000_000 },
    app: renderApp(forge.addresses, check.app),
    pull_requests: [],
  };
}
