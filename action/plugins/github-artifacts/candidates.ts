import { z } from 'zod';
import type { AskGitHub } from '../../core/services/ask-github.ts';
import type { RepositoryRef } from '../../core/services/source-control-service.ts';
import { Failure } from '../../domain/failure.ts';

const Id = z.int().positive();

const Artifact = z.object({
  id: Id,
  name: z.string(),
  size_in_bytes: z.int().nonnegative(),
  expired: z.boolean(),
  expires_at: z.iso.datetime({ offset: true }).nullish(),
  digest: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/)
    .nullish(),
  workflow_run: z
    .object({
      id: Id,
      repository_id: Id,
      head_repository_id: Id,
      head_branch: z.string().nullish(),
    })
    .nullish(),
});
export type Artifact = z.infer<typeof Artifact>;

const Artifacts = z.object({ total_count: z.int().nonnegative(), artifacts: z.array(Artifact) });

const WorkflowRun = z.object({
  id: Id,
  path: z.string(),
  event: z.string(),
  head_branch: z.string().nullish(),
  repository: z.object({ id: Id }),
  head_repository: z.object({ id: Id }).nullish(),
});

const listArtifacts = {
  route: 'GET /repos/{owner}/{repo}/actions/artifacts',
  doing: 'look for the bundle of the run',
  needs: 'actions: read',
} as const;
const readRun = {
  route: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}',
  doing: 'read the workflow run that made the bundle',
  needs: 'actions: read',
} as const;

/** Who may have made a bundle that this job believes. */
export interface Origin {
  readonly repository: RepositoryRef;
  readonly defaultBranch: string;
  /** `.github/workflows/patchplane.yml`: workflows that propose, as the default branch has them. */
  readonly allowedWorkflows: readonly string[];
  /** The workflow run that this job is part of: what it made, it may also use. */
  readonly ownWorkflowRunId: string | undefined;
  /** The workflow run that the run's own comment names, where there is one. */
  readonly madeBy: string | undefined;
}

export interface Sorted {
  readonly good: readonly Artifact[];
  /** Why each of the others is not used; our words and numbers only. */
  readonly refused: readonly string[];
}

/** Anybody's workflow can name an artifact like ours; these are the ones that ours made. */
export async function sortArtifacts(
  github: AskGitHub,
  name: string,
  origin: Origin,
  now: number,
): Promise<Sorted> {
  const good: Artifact[] = [];
  const refused: string[] = [];
  for (const artifact of await allNamed(github, name, origin.repository)) {
    const because =
      foreign(artifact, origin, now) ?? (await madeElsewhere(github, artifact, origin));
    if (because === undefined) good.push(artifact);
    else refused.push(`artifact ${artifact.id} ${because}`);
  }
  return { good, refused };
}

const pageSize = 100;
const mostPages = 3;

async function allNamed(
  github: AskGitHub,
  name: string,
  { owner, name: repo }: RepositoryRef,
): Promise<readonly Artifact[]> {
  const found: Artifact[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const parameters = { owner, repo, name, per_page: pageSize, page };
    const { artifacts } = await github.call(listArtifacts, parameters, Artifacts);
    found.push(...artifacts.filter((artifact) => artifact.name === name));
    if (artifacts.length < pageSize) return found;
  }
  throw new Failure({
    code: 'too-large',
    tell: `There are more than ${mostPages * pageSize} artifacts named ${name}; delete those that are not PatchPlane's.`,
  });
}

/** What the list itself says. Numbers, never names: a fork has the same name as we do. */
function foreign(artifact: Artifact, origin: Origin, now: number): string | undefined {
  const { workflow_run: run, expired, expires_at } = artifact;
  const own = origin.repository.externalId;
  if (!run) return 'belongs to no workflow run';
  if (String(run.repository_id) !== own) return 'belongs to another repository';
  if (String(run.head_repository_id) !== own) return 'was made by a fork';
  if (expired || (expires_at && Date.parse(expires_at) <= now)) return 'has expired';
  if (origin.madeBy !== undefined && String(run.id) !== origin.madeBy)
    return 'was made by another workflow run than the one that asked';
  return undefined;
}

async function madeElsewhere(
  github: AskGitHub,
  { workflow_run: run }: Artifact,
  origin: Origin,
): Promise<string | undefined> {
  if (!run) return 'belongs to no workflow run';
  const { repository, defaultBranch, allowedWorkflows, ownWorkflowRunId } = origin;
  if (String(run.id) === ownWorkflowRunId) return undefined;
  const { owner, name: repo } = repository;
  const made = await github.call(readRun, { owner, repo, run_id: run.id }, WorkflowRun);
  if (made.id !== run.id || String(made.repository.id) !== repository.externalId)
    return 'was made by a workflow run of another repository';
  if (String(made.head_repository?.id) !== repository.externalId) return 'was made by a fork';
  if (made.head_branch !== defaultBranch)
    return 'was made by a workflow that is not the one of the default branch';
  // GitHub writes the path with or without the ref that it was read from.
  const path = made.path.split('@')[0] ?? '';
  return allowedWorkflows.includes(path)
    ? undefined
    : 'was made by a workflow that does not propose patches';
}
