import { randomBytes } from 'node:crypto';
import { defaultBundle } from '../../action/core/policy/default-bundle.ts';
import type { ModelGrant } from '../../action/core/services/model-gateway-service.ts';
import type { Sandbox } from '../../action/core/services/sandbox-service.ts';
import { digestOf } from '../../action/domain/digest.ts';
import { Failure } from '../../action/domain/failure.ts';
import { insidePrograms } from '../../action/entry/inside-programs.ts';
import {
  createDaytonaSandbox,
  type DaytonaSandboxOptions,
} from '../../action/plugins/daytona/daytona-sandbox.ts';
import type { Patience } from '../../action/plugins/daytona/patience.ts';
import { createPiRuntime } from '../../action/plugins/pi/pi-runtime.ts';

export interface SmokeOptions
  extends Pick<DaytonaSandboxOptions, 'apiKey' | 'apiUrl' | 'target' | 'snapshot' | 'agent'> {
  readonly cloneUrl: string;
  readonly commit: string;
  readonly patience?: Partial<Patience>;
  /** Hears each step as it is done. */
  readonly note: (text: string) => void;
}

/** What the sandbox was, for a person to read. */
export interface Smoke {
  readonly isolation: Sandbox['isolation'];
  readonly egress: Sandbox['egress'];
}

/**
 * The whole way at a real provider, without a model: a sandbox with the exact commit, a command,
 * Pi started over RPC and answering, and the end. Succeeds only after the provider itself, asked
 * past the plugin, says that there is no such sandbox; throws otherwise.
 */
export async function runSmoke(options: SmokeOptions): Promise<Smoke> {
  const { cloneUrl, commit, note, ...access } = options;
  const sandboxes = createDaytonaSandbox({
    ...access,
    cloneUrl: () => cloneUrl,
    programs: insidePrograms(),
  });
  const runId = `run-${randomBytes(8).toString('hex')}`;
  try {
    const sandbox = await sandboxes.provision({
      runId,
      purpose: 'agent',
      policy: {
        ephemeral: true,
        autoStopMinutes: 5,
        ttlMinutes: 15,
        network: { blockAll: true, allowDomains: [] },
      },
      checkout: { owner: 'smoke', name: 'smoke', commit },
      allow: [],
    });
    note(`provisioned ${sandbox.id}, egress ${sandbox.egress?.status}`);
    await useSandbox(sandboxes, sandbox, runId, note);
    await sandboxes.destroy(sandbox);
    await requireGone(access, sandbox.id);
    note('proved gone');
    return { isolation: sandbox.isolation, egress: sandbox.egress };
  } finally {
    await sandboxes.sweep(runId);
  }
}

async function useSandbox(
  sandboxes: ReturnType<typeof createDaytonaSandbox>,
  sandbox: Sandbox,
  runId: string,
  note: (text: string) => void,
): Promise<void> {
  const { exitCode, stdout } = await sandboxes.execute(sandbox, {
    argv: ['git', 'rev-parse', 'HEAD'],
    timeoutSeconds: 60,
    maxOutputBytes: 1_000,
  });
  if (exitCode !== 0) throw new Error('git does not run in the sandbox');
  note(`holds ${Buffer.from(stdout).toString('utf8').trim()}`);
  const runtime = createPiRuntime({ sandboxes, now: Date.now });
  // Nobody asks the model anything: Pi only has to start and answer.
  const handle = await runtime.startSession({
    ...{ runId, sandbox, grant: noGrant },
    policySha256: digestOf(defaultBundle),
  });
  await runtime.sendInstruction(handle, { kind: 'get-state' });
  const trace = await runtime.stopSession(handle);
  note(`Pi answered (${trace.stdout.length} bytes) and was stopped`);
}

const noGrant: ModelGrant = {
  ...{ provider: 'none', model: 'none', baseUrl: 'http://127.0.0.1:9/v1', token: 'none' },
  ...{ api: 'openai-completions', exposure: 'grant', egress: '127.0.0.1:9' },
  pricing: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
};

async function requireGone(
  { apiUrl, apiKey }: Pick<SmokeOptions, 'apiUrl' | 'apiKey'>,
  id: string,
) {
  const { status } = await fetch(`${apiUrl}/sandbox/${id}`, {
    headers: { authorization: `Bearer ${apiKey}` },
    signal: AbortSignal.timeout(30_000),
  });
  if (status === 404) return;
  throw new Failure({
    code: 'conflict',
    tell: `Sandbox ${id} is still known to Daytona (HTTP ${status}); delete it in the dashboard.`,
  });
}
