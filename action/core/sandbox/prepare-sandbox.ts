import { Failure } from '../../domain/failure.ts';
import type { Evidence, Stop } from '../attempt.ts';
import type {
  Execution,
  ProvisionRequest,
  Sandbox,
  SandboxService,
} from '../services/sandbox-service.ts';
import type { SetUp } from './set-up.ts';

type Service = Pick<SandboxService, 'provision' | 'execute' | 'narrow' | 'destroy'>;

export type Prepared =
  | { readonly kind: 'ready'; readonly sandbox: Sandbox; readonly evidence: readonly Evidence[] }
  /** The sandbox is still there: whoever asked for it lets it go. */
  | {
      readonly kind: 'failed';
      readonly sandbox: Sandbox;
      readonly evidence: readonly Evidence[];
      readonly stop: Stop;
    };

const commandSeconds = 900;
const mostOutputBytes = 4 * 1024 * 1024;

/**
 * A sandbox in two phases: wide for the set-up, while nobody's grant is in it and nothing of
 * an agent ran, then as narrow as it stays. What its probe saw is evidence.
 */
export async function prepareSandbox(
  service: Service,
  request: Omit<ProvisionRequest, 'setUpAllow'>,
  setUp: SetUp,
): Promise<Prepared> {
  if (setUp.commands.length === 0) {
    const sandbox = await service.provision(request);
    return { kind: 'ready', sandbox, evidence: egressEvidence(sandbox) };
  }
  const wide = await service.provision({ ...request, setUpAllow: setUp.allow });
  const evidence: Evidence[] = [];
  try {
    const stop = await runSetUp(service, wide, setUp.commands, evidence);
    if (stop) return { kind: 'failed', sandbox: wide, evidence, stop };
    const sandbox = await service.narrow(wide, request);
    return { kind: 'ready', sandbox, evidence: [...evidence, ...egressEvidence(sandbox)] };
  } catch (error) {
    if (!(error instanceof Failure)) {
      await service.destroy(wide).catch(() => undefined);
      throw error;
    }
    const stop = { state: 'failed', category: error.code, reason: error.tell } as const;
    return { kind: 'failed', sandbox: wide, evidence, stop };
  }
}

async function runSetUp(
  service: Service,
  sandbox: Sandbox,
  commands: SetUp['commands'],
  evidence: Evidence[],
): Promise<Stop | undefined> {
  for (const [index, argv] of commands.entries()) {
    const done = await service.execute(sandbox, {
      argv,
      timeoutSeconds: commandSeconds,
      maxOutputBytes: mostOutputBytes,
    });
    evidence.push(...outputOf(done, `set-up/${sandbox.purpose}/${index + 1}`));
    if (done.exitCode !== 0) return failed(index, commands.length, done);
  }
  return undefined;
}

function outputOf(done: Execution, producer: string): Evidence[] {
  const texts = { producer, contentType: 'text/plain', truncated: done.truncated };
  return [
    { ...texts, kind: 'stdout', content: done.stdout },
    { ...texts, kind: 'stderr', content: done.stderr },
  ];
}

/** Which command, by its number: what it is called is in the configuration. */
function failed(index: number, count: number, { exitCode, timedOut }: Execution): Stop {
  const how = timedOut ? `took longer than ${commandSeconds} seconds` : `ended with ${exitCode}`;
  return {
    state: 'failed',
    category: 'set-up',
    reason: `Command ${index + 1} of ${count} in environment.setup ${how}, so nothing was started in the sandbox; its output is in the evidence.`,
  };
}

/** The table of what could be reached, from inside, once the network was as it stays. */
function egressEvidence({ purpose, egress }: Sandbox): readonly Evidence[] {
  if (!egress) return [];
  const { status, probes } = egress;
  return [
    {
      kind: 'stdout',
      producer: `egress/${purpose}`,
      contentType: 'application/json',
      content: new TextEncoder().encode(`${JSON.stringify({ status, probes }, null, 2)}\n`),
      truncated: false,
    },
  ];
}
