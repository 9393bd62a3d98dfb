import type { PriorRun } from '../core/services/run-history.ts';
import { Failure } from '../domain/failure.ts';
import type { RunId } from '../domain/ids.ts';
import type { RunState } from '../domain/run-state.ts';
import { createClient } from '../plugins/github/client.ts';
import type { OwnAccount } from '../plugins/github/own-account.ts';
import { createGitHubReader } from '../plugins/github/reader.ts';
import { createGitHubRunHistory } from '../plugins/github/run-history.ts';
import { createBundleFetcher } from '../plugins/github-artifacts/create-bundle-fetcher.ts';
import { createDownload } from '../plugins/github-artifacts/download.ts';
import { githubAccess } from './compose-shared.ts';
import type { CommonInputs, PublishInputs } from './job-inputs.ts';
import type { PublishAsked } from './publish-asked.ts';
import { inspectRunArtifact, unpackRunArtifact } from './run-artifact.ts';

/** The run to publish, and what is known of it from elsewhere than its own artifact. */
export interface WantedRun {
  readonly runId: RunId;
  readonly subject: string | undefined;
  readonly madeBy: string | undefined;
  /** As its own comment says. */
  readonly state: RunState | undefined;
}

/** Named by its id, or by the beginning of the digest that a comment decides about. */
export async function findWanted(
  inputs: PublishInputs,
  asked: Exclude<PublishAsked, { readonly kind: 'nothing' }>,
  self: OwnAccount,
): Promise<WantedRun> {
  if (asked.kind === 'run')
    return { runId: asked.runId, subject: undefined, madeBy: undefined, state: undefined };
  const { ref, digest } = asked.command;
  const place = ref.issue?.number ?? ref.pullRequest?.number;
  if (place === undefined || digest === undefined)
    throw failure('misconfigured', 'the comment stands nowhere, or decides about nothing');
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
    throw failure(
      'not-found',
      `no run here asks about ${digest}; copy the digest from its comment`,
    );
  if (second) throw failure('conflict', `several runs fit ${digest}; give more of its digits`);
  const { runId, subjectSha256: subject, githubRunId: madeBy, state } = run;
  return { runId, subject, madeBy, state };
}

type FetchInputs = CommonInputs & Pick<PublishInputs, 'proposeWorkflows'>;

/** Brings the run's bundle, ledger and evidence onto this machine, checked. */
export async function fetchRun(inputs: FetchInputs, wanted: WantedRun): Promise<void> {
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

/** This job's own workflow, and those that are said to propose. */
function workflowsOf({ github, proposeWorkflows }: FetchInputs): string[] {
  const own = /^[^/]+\/[^/]+\/(\.github\/workflows\/[^@]+)@/.exec(github.workflowRef ?? '')?.[1];
  return [...new Set([...(own ? [own] : []), ...proposeWorkflows])];
}

function failure(code: Failure['code'], because: string): Failure {
  return new Failure({ code, tell: `Nothing was published: ${because}.` });
}
