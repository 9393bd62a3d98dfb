import { type ModelGrant, modelVariable } from '../../core/services/model-gateway-service.ts';
import type { UploadFile } from '../../core/services/sandbox-service.ts';

/** Where Pi lives inside a sandbox, and how often it asks a failing model again. */
export interface PiInstallation {
  readonly nodeBin: string;
  readonly piEntry: string;
  readonly retries: { readonly count: number; readonly baseDelayMs: number };
}

/** A folder of this session's own, outside the checkout. */
export interface SessionFolder {
  readonly agentDir: string;
  readonly home: string;
  readonly stderr: string;
}

export function sessionFolder(scratch: string, name: string): SessionFolder {
  const root = `${scratch}/${name}`;
  return { agentDir: `${root}/agent`, home: `${root}/home`, stderr: `${root}/stderr.log` };
}

/**
 * Nothing of the checkout is loaded: no extensions, skills, templates, themes or trust prompts,
 * because a repository could use each of them to steer the agent or to run code inside it.
 */
const isolation = [
  '--no-session',
  '--no-extensions',
  '--no-skills',
  '--no-prompt-templates',
  '--no-themes',
  '--no-approve',
];

/** `--no-approve` alone leaves AGENTS.md in the prompt. */
const noContextFiles = '--no-context-files';

/**
 * A fixed shell text with the paths as arguments. Standard error goes to a file, because a
 * sandbox may write both streams to one journal and tear long lines of stdout apart.
 */
const launcher = 'mkdir -p "$HOME" && exec "$@" 2>"$0"';

export function launchArguments(
  { nodeBin, piEntry }: PiInstallation,
  folder: SessionFolder,
  model: string,
  readsContextFiles = false,
): readonly string[] {
  const flags = readsContextFiles ? isolation : [...isolation, noContextFiles];
  const pi = [nodeBin, piEntry, '--mode', 'rpc', ...flags, '--model', `grant/${model}`];
  return ['/bin/sh', '-c', launcher, folder.stderr, ...pi];
}

/** All that Pi, and with it every command of the agent, finds in its environment. */
export function launchEnvironment(
  { nodeBin }: PiInstallation,
  folder: SessionFolder,
  grant: ModelGrant,
): Readonly<Record<string, string>> {
  const nodeFolder = nodeBin.slice(0, nodeBin.lastIndexOf('/'));
  return {
    PATH: `${nodeFolder}:/usr/local/bin:/usr/bin:/bin`,
    HOME: folder.home,
    LANG: 'C.UTF-8',
    PI_CODING_AGENT_DIR: folder.agentDir,
    // Unset, Pi would download search tools and look for a newer version of itself.
    PI_OFFLINE: '1',
    PI_TELEMETRY: '0',
    // A sandbox that was made with it has it already.
    ...(grant.token === '' ? {} : { [modelVariable]: grant.token }),
  };
}

/** `models.json` names the variable of the grant, never its value. */
export function launchFiles(
  { retries }: PiInstallation,
  folder: SessionFolder,
  grant: ModelGrant,
): readonly UploadFile[] {
  const model = {
    id: grant.model,
    contextWindow: 128_000,
    maxTokens: 16_384,
    input: ['text'],
    cost: grant.pricing,
  };
  const provider = {
    baseUrl: grant.baseUrl,
    api: grant.api,
    apiKey: `$${modelVariable}`,
    models: [model],
  };
  const settings = {
    retry: { enabled: true, maxRetries: retries.count, baseDelayMs: retries.baseDelayMs },
    httpIdleTimeoutMs: 300_000,
    compaction: { enabled: true },
  };
  return [
    { path: `${folder.agentDir}/models.json`, content: json({ providers: { grant: provider } }) },
    { path: `${folder.agentDir}/settings.json`, content: json(settings) },
  ];
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
