import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Approval } from './approval.ts';
import type { EmbeddedDaytona } from './daytona/start-daytona.ts';
import type { EmbeddedGitHub } from './github/start-github.ts';
import type { ModelRoute } from './model/model-route.ts';
import type { OidcIssuer } from './oidc/start-oidc-issuer.ts';
import type { EmbeddedR2 } from './r2/start-r2.ts';

/** The environments of the two jobs, whole: what is not in here, a job does not have. */
export interface JobEnvironments {
  propose(event: {
    readonly name: string;
    readonly path: string;
    /** Of the workflow run, where something that was started is to be told apart by it. */
    readonly githubRunId?: number;
  }): Readonly<Record<string, string>>;
  publish(runId: string): Readonly<Record<string, string>>;
}

export interface JobParts {
  readonly repository: {
    readonly owner: string;
    readonly name: string;
    readonly id: number;
    readonly ownerId: number;
    readonly defaultBranch: string;
  };
  readonly github: EmbeddedGitHub;
  readonly daytona: EmbeddedDaytona;
  readonly model: ModelRoute;
  readonly r2: EmbeddedR2;
  readonly oidc: OidcIssuer;
  readonly approval: Approval;
  /** Number of the account that the approval app's App acts as. */
  readonly approvalBot: number;
  readonly keys: {
    readonly admin: string;
    readonly daytona: string;
    readonly propose: string;
    readonly publish: string;
  };
  readonly stateDir: string;
  readonly folder: string;
  readonly compileCache: string;
  readonly agent: { readonly provider: string; readonly model: string };
}

/** The jail's relay listens here; outside it leads to the model route and nowhere else. */
const relay = 'http://127.0.0.1:8080';

export function jobEnvironments(parts: JobParts): JobEnvironments {
  return {
    propose: ({ name, path, githubRunId }) => ({
      ...common(parts, 'patchplane', name, githubRunId),
      GITHUB_TOKEN: parts.keys.propose,
      GITHUB_EVENT_NAME: name,
      GITHUB_EVENT_PATH: path,
      GITHUB_TRIGGERING_ACTOR: senderOf(path),
      // What people ask for in the app is started by its App.
      PATCHPLANE_ALLOWED_BOTS: String(parts.approvalBot),
      DAYTONA_API_KEY: parts.keys.daytona,
      DAYTONA_API_URL: parts.daytona.apiUrl,
      PATCHPLANE_AGENT_PROVIDER: parts.agent.provider,
      PATCHPLANE_AGENT_MODEL: parts.agent.model,
      PATCHPLANE_MODEL_ROUTE_URL: parts.model.url,
      PATCHPLANE_MODEL_ROUTE_KEY: parts.keys.admin,
      PATCHPLANE_MODEL_ROUTE_INSIDE_URL: `${relay}/v1`,
    }),
    publish: (runId) => ({
      ...common(parts, 'patchplane-publish', 'workflow_dispatch'),
      GITHUB_TOKEN: parts.keys.publish,
      GITHUB_EVENT_NAME: 'workflow_dispatch',
      GITHUB_EVENT_PATH: writeDispatch(parts, runId),
      PATCHPLANE_RUN_ID: runId,
    }),
  };
}

const Event = z.looseObject({ sender: z.looseObject({ login: z.string() }) });

/** A first attempt is started by whoever caused its event. */
function senderOf(path: string): string {
  return Event.parse(JSON.parse(readFileSync(path, 'utf8'))).sender.login;
}

/** The event that a decision fires, written down where a runner would. */
function writeDispatch({ github, repository, folder }: JobParts, runId: string): string {
  const path = join(folder, `event-${runId}.json`);
  const payload = {
    inputs: { 'run-id': runId },
    ref: `refs/heads/${repository.defaultBranch}`,
    repository: github.repositoryJson(),
    sender: github.userJson(repository.owner),
    workflow: '.github/workflows/patchplane-publish.yml',
  };
  writeFileSync(path, JSON.stringify(payload));
  return path;
}

function common(
  parts: JobParts,
  workflow: string,
  eventName: string,
  githubRunId = 1_000,
): Record<string, string> {
  const { repository, github, r2, approval } = parts;
  const fullName = `${repository.owner}/${repository.name}`;
  const ref = `refs/heads/${repository.defaultBranch}`;
  const workflowRef = `${fullName}/.github/workflows/${workflow}.yml@${ref}`;
  const token = parts.oidc.admit({
    repository: fullName,
    repository_id: String(repository.id),
    repository_owner_id: String(repository.ownerId),
    run_id: String(githubRunId),
    run_attempt: '1',
    job_workflow_ref: workflowRef,
    event_name: eventName,
    ref,
    actor: repository.owner,
    actor_id: String(repository.ownerId),
  });
  return {
    PATH: process.env['PATH'] ?? '/usr/bin:/bin',
    LANG: 'C.UTF-8',
    HOME: parts.folder,
    // Temporary repositories go where the guardian cleans up.
    TMPDIR: parts.folder,
    // Jobs run from source here; compiled once, they start as fast as a bundle does.
    NODE_COMPILE_CACHE: parts.compileCache,
    GITHUB_API_URL: github.apiUrl,
    GITHUB_SERVER_URL: github.serverUrl,
    GITHUB_REPOSITORY: fullName,
    GITHUB_REPOSITORY_ID: String(repository.id),
    GITHUB_RUN_ID: String(githubRunId),
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_WORKFLOW_REF: workflowRef,
    GITHUB_REF: ref,
    RUNNER_TEMP: parts.folder,
    ACTIONS_ID_TOKEN_REQUEST_URL: token.requestUrl,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: token.requestToken,
    CONVEX_URL: approval.convexUrl,
    PATCHPLANE_OIDC_AUDIENCE: approval.audience,
    CLOUDFLARE_R2_ENDPOINT: r2.endpoint,
    CLOUDFLARE_R2_BUCKET: r2.bucket,
    CLOUDFLARE_R2_ACCESS_KEY_ID: r2.accessKeyId,
    CLOUDFLARE_R2_SECRET_ACCESS_KEY: r2.secretAccessKey,
    PATCHPLANE_APP_URL: approval.url,
    PATCHPLANE_STATE_DIR: parts.stateDir,
  };
}
