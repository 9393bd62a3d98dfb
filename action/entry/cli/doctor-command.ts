import type { GitHubReadiness } from '../../plugins/github/readiness.ts';
import type { GitLabReadiness } from '../../plugins/gitlab/readiness.ts';
import { exitCodes } from '../door.ts';
import type { ProposeInputs, PublishInputs } from '../job-inputs.ts';
import { decodePropose } from '../propose-inputs.ts';
import { decodePublish } from '../publish-inputs.ts';
import { checkApp, checkPinnedKeys } from './app-checks.ts';
import type { AskApp } from './app-readiness.ts';
import { type Check, linesOf, red, skipped } from './check.ts';
import { type AskLedger, checkEnrolment } from './enrolment-check.ts';
import type { GitHubSetUp } from './gh-calls.ts';
import { checkGitHub } from './github-checks.ts';
import { checkGitLab } from './gitlab-checks.ts';
import {
  checkGit,
  checkNode,
  checkSandbox,
  checkStateFolder,
  type Probe,
} from './machine-checks.ts';
import { checkReach, endpointsOf, modelEndpoint, type Reach } from './reach.ts';
import { checkReview, hasReviewer } from './review-checks.ts';
import {
  checkConfig,
  checkEnvironment,
  checkKillSwitch,
  checkModelKey,
  checkRepositoryConfig,
} from './settings-checks.ts';
import { answer, type Surroundings } from './surroundings.ts';

export interface DoctorOptions {
  readonly offline?: boolean;
  /** Red instead of left out where GitHub can not be asked. */
  readonly githubReadiness?: boolean;
  /** Looks at what a job for a merge request needs. */
  readonly gitlabReadiness?: boolean;
  /** Red instead of left out where there is no model to ask; looks at what a review needs. */
  readonly semanticReadiness?: boolean;
}

/** What doctor looks with. */
export interface Instruments {
  readonly probe: Probe;
  readonly reach: Reach;
  readonly github: (
    access: { readonly token: string; readonly apiUrl: string },
    repository: { readonly owner: string; readonly name: string },
  ) => Promise<GitHubReadiness>;
  readonly gitlab: (access: {
    readonly token: string;
    readonly apiUrl: string;
  }) => Promise<GitLabReadiness>;
  readonly app: AskApp;
  readonly ledger: AskLedger;
  readonly platform: string;
  readonly nodeVersion: string;
  readonly now: () => number;
}

/** `patchplane doctor`: green and red lines, each red one with its fix; 1 when anything is red. */
export async function doctor(
  surroundings: Surroundings,
  options: DoctorOptions,
  instruments: Instruments,
): Promise<number> {
  const { environment, folder, colour, json, writeError } = surroundings;
  const { check: configured, config } = checkConfig(folder);
  const { inputs } = decodePropose(environment, config);
  const setUp = setUpOf(decodePublish(environment, config).inputs);
  const checks: readonly Check[] = [
    checkNode(instruments.nodeVersion),
    checkGit(instruments.probe),
    checkSandbox(inputs.sandbox.kind, instruments.platform, instruments.probe),
    checkStateFolder(folder, inputs.stateDir),
    configured,
    checkRepositoryConfig(folder),
    ...checkEnvironment(environment, config, inputs),
    checkKillSwitch(inputs),
    ...checkPinnedKeys(folder, inputs),
    ...checkModelKey(inputs),
    ...(await checkOutside(folder, inputs, setUp, options, instruments)),
    ...(options.offline ? [] : checkModel(inputs, options, environment)),
    ...(options.offline ? [] : await checkReviewing(environment, options, instruments)),
  ];
  const ok = checks.every(({ status }) => status !== 'red');
  answer(
    surroundings,
    { ok, checks },
    checks.flatMap((check) => linesOf(check, colour)),
  );
  if (ok) return exitCodes.done;
  const count = checks.filter(({ status }) => status === 'red').length;
  if (!json) writeError(`${count} ${count === 1 ? 'line is' : 'lines are'} red.`);
  return exitCodes.endedOtherwise;
}

/** Everything that takes a connection, and nothing of it where that is not wanted. */
async function checkOutside(
  folder: string,
  inputs: ProposeInputs,
  setUp: GitHubSetUp,
  options: DoctorOptions,
  instruments: Instruments,
): Promise<readonly Check[]> {
  if (options.offline)
    return [skipped('offline', 'GitHub and the configured addresses were not asked')];
  const parts = await Promise.all([
    checkRepository(inputs, setUp, options, instruments),
    checkReach(endpointsOf(inputs), instruments.reach, instruments.now),
    checkApp(folder, inputs, instruments.app),
    checkEnrolment(inputs, instruments.ledger),
  ]);
  return parts.flat();
}

async function checkRepository(
  { github }: ProposeInputs,
  setUp: GitHubSetUp,
  { githubReadiness }: DoctorOptions,
  instruments: Instruments,
): Promise<readonly Check[]> {
  const { token, apiUrl, repository } = github;
  if (token !== '' && repository.name !== '')
    return checkGitHub(await instruments.github({ token, apiUrl }, repository), setUp);
  const detail = 'GITHUB_TOKEN and GITHUB_REPOSITORY are not both set, so GitHub was not asked';
  const fix = 'GITHUB_REPOSITORY=owner/name GITHUB_TOKEN=$(gh auth token) patchplane doctor';
  return [githubReadiness ? red('github', detail, fix) : skipped('github', detail)];
}

/** What a review needs, in whatever place. */
async function checkReviewing(
  environment: Surroundings['environment'],
  { gitlabReadiness, semanticReadiness }: DoctorOptions,
  { gitlab, reach }: Instruments,
): Promise<readonly Check[]> {
  return [
    ...(gitlabReadiness ? await checkGitLab(environment, gitlab) : []),
    ...(semanticReadiness && hasReviewer(environment) ? await checkReview(environment, reach) : []),
  ];
}

function checkModel(
  inputs: ProposeInputs,
  { semanticReadiness }: DoctorOptions,
  environment: Surroundings['environment'],
): readonly Check[] {
  if (!semanticReadiness || hasReviewer(environment) || modelEndpoint(inputs).length > 0) return [];
  const fix =
    'Set PATCHPLANE_AGENT_PROVIDER, PATCHPLANE_AGENT_MODEL and the key, or PATCHPLANE_MODEL_ROUTE_*; for reviews AI_REVIEW_PROVIDER and AI_REVIEW_PROVIDER_ALLOWLIST_BASE_URLS.';
  return [red('model', 'no model is configured here, so none could be asked', fix)];
}

/** GitHub Actions' own App: what makes a check with a job's `GITHUB_TOKEN`. */
const actionsApp = 15_368;

function setUpOf({ github, environment, decision, app }: PublishInputs): GitHubSetUp {
  const { owner, name } = github.repository;
  return {
    repository: `${owner}/${name}`,
    // As the example workflows name them.
    environment: environment ?? (decision.kind === 'app' ? 'patchplane-publish' : 'patchplane'),
    appId: Number(app?.id || actionsApp),
  };
}
