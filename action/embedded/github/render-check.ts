import type { Forge } from './forge.ts';
import type { AnnotationRecord, CheckRecord } from './records.ts';
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
      annotations_count: check.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: check.app.id + 10_000_000 },
    app: renderApp(forge.addresses, check.app),
    pull_requests: [],
  };
}

/** `check-annotation`. */
export function renderAnnotation(forge: Forge, sha: string, given: AnnotationRecord): Json {
  return {
    path: given.path,
    blob_href: `${repositoryPage(forge)}/blob/${sha}/${encodeURI(given.path)}`,
    start_line: given.startLine,
    end_line: given.endLine,
    start_column: given.startColumn,
    end_column: given.endColumn,
    annotation_level: given.level,
    title: given.title,
    message: given.message,
    raw_details: given.rawDetails,
  };
}
