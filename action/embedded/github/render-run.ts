import { createHash } from 'node:crypto';
import type { RunRecord } from './actions-records.ts';
import type { Forge } from './forge.ts';
import { forkForge } from './forks.ts';
import { type CommitObject, readCommit } from './git-objects.ts';
import { type Json, nodeId, renderUser } from './render-people.ts';
import { renderRepository, repositoryPage, repositoryUrl } from './render-repository.ts';

/** `workflow-run`. */
export async function renderRun(forge: Forge, run: RunRecord): Promise<Json> {
  const commit = await readCommit(forge.git, run.headSha);
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId('WFR', run.id),
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: run.path,
    display_title: commit.message.split('\n')[0] ?? '',
    run_number: run.number,
    run_attempt: run.attempt,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    check_suite_id: run.id + 1,
    check_suite_node_id: nodeId('CS', run.id + 1),
    pull_requests: [],
    referenced_workflows: [],
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    run_started_at: run.createdAt,
    actor: renderUser(forge.addresses, run.actor),
    triggering_actor: renderUser(forge.addresses, run.triggeringActor),
    ...renderRunLinks(forge, run),
    head_commit: renderHeadCommit(commit),
    repository: renderRepository(forge),
    ...renderHeadRepository(forge, run),
  };
}

export function workflowId(path: string): number {
  return createHash('sha256').update(path).digest().readUInt32BE();
}

function renderRunLinks(forge: Forge, run: RunRecord): Json {
  const url = `${repositoryUrl(forge)}/actions/runs/${run.id}`;
  const id = workflowId(run.path);
  return {
    workflow_id: id,
    workflow_url: `${repositoryUrl(forge)}/actions/workflows/${id}`,
    url,
    html_url: `${repositoryPage(forge)}/actions/runs/${run.id}`,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${repositoryUrl(forge)}/check-suites/${run.id + 1}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: run.attempt > 1 ? `${url}/attempts/${run.attempt - 1}` : null,
  };
}

function renderHeadCommit({ sha, tree, message, author, committer }: CommitObject): Json {
  return {
    id: sha,
    tree_id: tree,
    message,
    timestamp: committer.date,
    author: { name: author.name, email: author.email },
    committer: { name: committer.name, email: committer.email },
  };
}

function renderHeadRepository(forge: Forge, { headRepositoryId }: RunRecord): Json {
  const fork = forge.store.state.forks.find(({ id }) => id === headRepositoryId);
  const head = fork ? forkForge(forge, fork) : forge;
  return { head_repository: renderRepository(head), head_repository_id: headRepositoryId };
}
