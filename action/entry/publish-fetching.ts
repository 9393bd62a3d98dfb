import type { RunCommand } from '../core/services/github-webhook-service.ts';
import type { PriorRun } from '../core/services/run-history.ts';
import { Failure } from '../domain/failure.ts';
import type { RunId } from '../domain/ids.ts';
import { createClient } from '../plugins/github/client.ts';
import type { OwnAccount } from '../plugins/github/own-account.ts';
import { createGitHubReader } from '../plugins/github/reader.ts';
import { createGitHubRunHistory } from '../plugins/github/run-history.ts';
import { createBundleFetcher } from '../plugins/github-artifacts/create-bundle-fetcher.ts';
import { createDownload } from '../plugins/github-artifacts/download.ts';
import { githubAccess } from './compose-shared.ts';
import type { PublishInputs } from './job-inputs.ts';
import { inspectRunArtifact, unpackRunArtifact } from './run-artifact.ts';

/** The run to publish, and what is known of it from elsewhere than its own artifact. */
export interface WantedRun {
  readonly runId: RunId;
  readonly subject: string | undefined;
  readonly madeBy: string | undefined;
}

/** Named by the workflow, or by the beginning of the digest that a comment decides about. */
export async function findWanted(
  inputs: PublishInputs,
  command: RunCommand | undefined,
  self: OwnAccount,
): Promise<WantedRun> {
  if (inputs.runId !== undefined && !command)
    return { runId: inputs.runId, subject: undefined, madeBy: undefined };
  const place = command?.ref.issue?.number ?? command?.ref.pullRequest?.number;
  const digest = command?.digest;
  if (place === undefined || digest === undefined)
    throw failure('misconfigured', 'neither a run id nor a digest says what to publish');
  const history = createGitHubRunHistory({
    ...githubAccess(inputs),
    self,
    markerKey: inputs.markerKey,
  });
  const runs = await history.listRuns(inputs.github.repository, place);
  return wantedOf(runs, digest);
}

function wantedOf(runs: readonly PriorRun[], digest: string): WantedRun {
  const matching = runs.filter(({ subjectSha256 }) => subjectSha256?.startsWith(digest));
  const [run, second] = matching;
  if (!run)
    throw failure('not-found', `no run here asks about ${digest}; copy the digest of its comment`);
  if (second) throw failure('conflict', `several runs fit ${digest}; give more of its digits`);
  return { runId: run.runId, subject: run.subjectSha256, madeBy: run.githubRunId };
}

/** Brings the run's bundle, ledger and evidence onto this machine, checked. */
export async function fetchRun(inputs: PublishInputs, wanted: WantedRun): Promise<void> {
  const github = githubAccess(inputs);
  const fetchBundle = createBundleFetcher({
    github: createClient(github),
    reader: createGitHubReader(github),
    download: createDownload(github.token),
    inspect: inspectRunArtifact,
    allowedWorkflows: workflowsOf(inputs),
    ownWorkflowRunId: inputs.github.runId,
  });
  const { files } = await fetchBundle({ repository: inputs.github.repository, ...wanted });
  unpackRunArtifact(files, inputs.stateDir, wanted.runId);
}

/** This job's own workflow, and the one that the examples propose with. */
function workflowsOf({ github, proposeWorkflows }: PublishInputs): string[] {
  const own = /^[^/]+\/[^/]+\/(\.github\/workflows\/[^@]+)@/.exec(github.workflowRef ?? '')?.[1];
  const usual = '.github/workflows/patchplane.yml';
  return [...new Set([...(own ? [own] : []), ...(proposeWorkflows ?? [usual])])];
}

function failure(code: Failure['code'], because: string): Failure {
  return new Failure({ code, tell: `Nothing was published: ${because}.` });
}
