import { createPolicyService } from '../core/policy/policy-service.ts';
import type { ArtifactsService } from '../core/services/artifacts-service.ts';
import type { ProposeStorage, PublishStorage } from '../core/services/storage-service.ts';
import { createConvexStorage } from '../plugins/convex/create-convex-storage.ts';
import { createEvidenceFolder } from '../plugins/evidence-folder/create-evidence-folder.ts';
import { createFileLedger } from '../plugins/file-ledger/create-file-ledger.ts';
import { createTrustedGit } from '../plugins/git/create-trusted-git.ts';
import { createIdToken } from '../plugins/github-oidc/id-token.ts';
import { createR2 } from '../plugins/r2/create-r2.ts';
import type { CommonInputs } from './job-inputs.ts';
import { evidenceFolder, ledgerFolder } from './run-artifact.ts';
import type { Signals } from './signals.ts';

/** What both jobs have: git on the trusted side, evidence, ledger, policy, log without secrets. */
export function shared(inputs: CommonInputs, { telemetry, analytics }: Signals) {
  const { github } = inputs;
  return {
    git: createTrustedGit({
      cloneUrl: (owner, name) => `${github.serverUrl}/${owner}/${name}.git`,
      token: github.token,
    }),
    artifacts: artifactsOf(inputs),
    storage: storageOf(inputs),
    policy: createPolicyService(),
    telemetry,
    analytics,
  };
}

function artifactsOf({ evidence, stateDir }: CommonInputs): ArtifactsService {
  if (evidence.kind === 'folder') return createEvidenceFolder({ folder: evidenceFolder(stateDir) });
  const { kind: _, ...connection } = evidence;
  return createR2(connection);
}

function storageOf({ ledger, decision, stateDir }: CommonInputs): ProposeStorage & PublishStorage {
  if (ledger.kind === 'file') return createFileLedger({ folder: ledgerFolder(stateDir) });
  const appUrl = decision.kind === 'app' ? decision.url : undefined;
  return createConvexStorage({ ...convexConnection(ledger), appUrl });
}

/** The ledger under this job's own token. */
export function convexConnection(ledger: Extract<CommonInputs['ledger'], { kind: 'convex' }>) {
  return { url: ledger.url, token: tokenFor(ledger) };
}

function tokenFor({ audience, idToken }: Extract<CommonInputs['ledger'], { kind: 'convex' }>) {
  return createIdToken({ requestUrl: idToken.url, requestToken: idToken.token, audience });
}

/** Who this job is, for whoever asks the ledger; undefined where no ledger would know. */
export function idTokenOf({ ledger }: CommonInputs): (() => Promise<string>) | undefined {
  return ledger.kind === 'convex' ? tokenFor(ledger) : undefined;
}

export function githubAccess({ github }: CommonInputs) {
  return { token: github.token, apiUrl: github.apiUrl, proxy: hasProxy(process.env) };
}

/** The client that knows proxies is half a megabyte: most jobs go without it. */
function hasProxy(environment: Readonly<Record<string, string | undefined>>): boolean {
  return Object.entries(environment).some(
    ([name, value]) => /^(https?|all)_proxy$/i.test(name) && value !== '',
  );
}

/** Everything that must appear in no evidence, no text and no log. */
export function secretsOf(inputs: CommonInputs): string[] {
  const { github, ledger, evidence, markerKey, signals } = inputs;
  return [
    ...[signals.otlp.headers, signals.sentry?.dsn, signals.posthog?.key].filter(
      (secret) => secret !== undefined,
    ),
    github.token,
    ...(ledger.kind === 'convex' ? [ledger.idToken.token] : []),
    ...(evidence.kind === 'r2' ? [evidence.accessKeyId, evidence.secretAccessKey] : []),
    ...(markerKey === undefined ? [] : [markerKey]),
  ];
}

export function repositoryOf({ github }: CommonInputs) {
  return github.repository;
}

/** The page of the workflow run that this job is in; undefined outside a runner. */
export function jobUrlOf({ github }: CommonInputs): string | undefined {
  const { serverUrl, repository, runId } = github;
  if (runId === undefined) return undefined;
  return `${serverUrl}/${repository.owner}/${repository.name}/actions/runs/${runId}`;
}

export function runUrlOf({ decision }: CommonInputs) {
  return (runId: string) =>
    decision.kind === 'app' ? new URL(`/runs/${runId}`, decision.url).href : undefined;
}
