import type { ProposeServices } from '../core/services/propose-services.ts';
import type { SandboxService } from '../core/services/sandbox-service.ts';
import type { CloneCredential } from '../plugins/daytona/check-out.ts';
import { createDaytonaSandbox } from '../plugins/daytona/daytona-sandbox.ts';
import { createGitHubControlComments } from '../plugins/github/control-comments.ts';
import { createGitHubFeedback } from '../plugins/github/feedback.ts';
import { createGitHubReader } from '../plugins/github/reader.ts';
import { createGitHubRunControl } from '../plugins/github/run-control.ts';
import { createGitHubRunHistory } from '../plugins/github/run-history.ts';
import { createGitHubWebhooks } from '../plugins/github/webhooks.ts';
import { createModelRoute } from '../plugins/model-route/model-route.ts';
import { createOrganizationSecret } from '../plugins/model-route/organization-secret.ts';
import { createRawModelKey } from '../plugins/model-route/raw-key.ts';
import { createPiRuntime } from '../plugins/pi/pi-runtime.ts';
import { githubAccess, idTokenOf, secretsOf, shared } from './compose-shared.ts';
import { createEarlierCandidates } from './earlier-candidates.ts';
import { insidePrograms } from './inside-programs.ts';
import type { ProposeInputs } from './job-inputs.ts';
import { liveKillSwitch, switchAtWork } from './kill-switches.ts';
import { createNoModel } from './no-model.ts';
import { openModelAccess } from './runner/model-access.ts';
import { secretScannersOn } from './runner/secret-scanners.ts';
import { openSignals } from './signals.ts';

/** The machine that the job runs on. */
export interface Machine {
  readonly path: string;
  readonly tempDir: string;
  readonly note: (text: string) => void;
}

export interface Composed {
  readonly services: ProposeServices;
  /** Everything that must never be seen, also what was made up for this job only. */
  readonly secrets: readonly string[];
  /** How many requests went to GitHub's API so far. */
  requests(): number;
  /** Ends what this job started on its own machine. Call it on every way out. */
  close(): Promise<void>;
}

/** The propose job's services. There is no way to write to a repository in this file on purpose. */
export async function composePropose(inputs: ProposeInputs, machine: Machine): Promise<Composed> {
  const model = await openModel(inputs);
  const opened = await openSandboxes(inputs, machine);
  const secrets = [...proposeSecrets(inputs), ...model.secrets];
  const { sandboxes } = opened;
  const signals = await openSignals(inputs, 'propose', secrets);
  const stores = shared(inputs, signals);
  let requests = 0;
  return {
    services: {
      ...forge(inputs, () => {
        requests += 1;
      }),
      sandboxes,
      runtime: createPiRuntime({
        sandboxes,
        now: () => Date.now(),
        traceBytes: inputs.budgets.outputBytes,
      }),
      models: model.models,
      secretScanners: secretScannersOn(machine.path),
      ...stores,
      earlier: createEarlierCandidates(inputs, stores),
    },
    secrets,
    requests: () => requests,
    async close() {
      await Promise.allSettled([opened.close(), model.close(), signals.flush()]);
    },
  };
}

async function openModel(inputs: ProposeInputs) {
  const { model, sandbox, agent, allowRawModelKey } = inputs;
  if (model.kind === 'none')
    return { models: createNoModel(), secrets: [], close: async () => undefined };
  if (model.kind === 'organization-secret') {
    const models = createOrganizationSecret(model.upstream, model.name);
    return { models, secrets: [], close: async () => undefined };
  }
  if (model.kind === 'key' && sandbox.kind === 'daytona' && allowRawModelKey) {
    const models = createRawModelKey(model.upstream, model.apiKey);
    return { models, secrets: [], close: async () => undefined };
  }
  const access = await openModelAccess({ model, sandbox, idToken: idTokenOf(inputs) });
  const models = createModelRoute({ ...agent, ...access });
  return { models, secrets: access.secrets, close: access.close };
}

function forge(
  inputs: ProposeInputs,
  onRequest: () => void,
): Pick<
  ProposeServices,
  | 'webhooks'
  | 'repositories'
  | 'feedback'
  | 'history'
  | 'control'
  | 'people'
  | 'killSwitch'
  | 'switchAtWork'
> {
  const github = { ...githubAccess(inputs), onRequest };
  const { label } = inputs.triggers;
  const reader = createGitHubReader(github);
  // Who we are is found out once, by whoever needs it first.
  const voice = { ...github, self: { id: undefined }, markerKey: inputs.markerKey };
  return {
    webhooks: createGitHubWebhooks({ label, githubRunId: partOf(inputs) }),
    repositories: reader,
    people: createGitHubControlComments({ ...github, reader }),
    feedback: createGitHubFeedback({ ...voice, triggerLabel: label }),
    history: createGitHubRunHistory(voice),
    control: createGitHubRunControl(github),
    killSwitch: liveKillSwitch(inputs, github),
    switchAtWork: switchAtWork(inputs, github),
  };
}

/** Dispatches that are alike are told apart by this; the jobs of a matrix are alike otherwise. */
function partOf({ part, github }: ProposeInputs): string | undefined {
  return part === undefined ? github.runId : `${github.runId ?? ''}/${part}`;
}

interface OpenSandboxes {
  readonly sandboxes: SandboxService;
  close(): Promise<void>;
}

async function openSandboxes(inputs: ProposeInputs, machine: Machine): Promise<OpenSandboxes> {
  const { sandbox, github } = inputs;
  const source = {
    cloneUrl: (owner: string, name: string) => `${github.serverUrl}/${owner}/${name}.git`,
    cloneCredential: async () => cloneCredential(inputs),
  };
  if (sandbox.kind === 'daytona') {
    const { agentPackage } = await import('./runner/agent-package.ts');
    return {
      sandboxes: createDaytonaSandbox({
        ...{ ...sandbox, ...source },
        programs: insidePrograms(),
        agent: agentPackage(machine.tempDir),
      }),
      close: async () => undefined,
    };
  }
  // What jails need is nothing to a job whose sandboxes are elsewhere.
  const { createRunnerSandboxes } = await import('./runner/runner-sandboxes.ts');
  return createRunnerSandboxes({ ...source, ...machine, cacheDir: sandbox.cacheDir, elsewhere });
}

/** The narrower one, where the workflow made it; which of them it was stands in the report. */
function cloneCredential({ cloneToken, github }: ProposeInputs): CloneCredential {
  if (cloneToken !== undefined) return { token: cloneToken, describe: 'PATCHPLANE_CLONE_TOKEN' };
  return { token: github.token, describe: "the job's own token" };
}

const elsewhere = 'Or set DAYTONA_API_KEY, and the sandboxes are at Daytona.';

/** Everything in the inputs that is a key, a token or a password. */
function proposeSecrets(inputs: ProposeInputs): readonly string[] {
  const { sandbox, model, reviewer } = inputs;
  return [
    ...secretsOf(inputs),
    ...Object.values(reviewer?.credentials ?? {}).flatMap((value) => value ?? []),
    ...(sandbox.kind === 'daytona' ? [sandbox.apiKey] : []),
    inputs.cloneToken ?? '',
    ...(model.kind === 'route' ? [model.key ?? ''] : []),
    ...(model.kind === 'key' ? [model.apiKey, ...Object.values(model.upstream.headers)] : []),
  ].filter((secret) => secret !== '');
}
