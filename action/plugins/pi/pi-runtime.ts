import { randomBytes } from 'node:crypto';
import type {
  Instruction,
  RawTrace,
  RuntimeHandle,
  RuntimeService,
  SessionRequest,
} from '../../core/services/runtime-service.ts';
import { Failure } from '../../domain/failure.ts';
import type { PiInstallation } from './launch.ts';
import { type PiProcess, type PiSettings, startPi, stopPi, type Timeouts } from './pi-process.ts';
import type { RpcCommand } from './rpc-session.ts';
import { summaryOf } from './untrusted-text.ts';

export interface PiRuntimeOptions extends Partial<PiInstallation> {
  readonly sandboxes: PiSettings['sandboxes'];
  readonly now: () => number;
  /** Bytes of stdout that the trace keeps; 64 MB. */
  readonly traceBytes?: number;
  readonly timeouts?: Partial<Timeouts>;
}

/** Pi 1.5 over RPC: JSON lines through the stdin and stdout of a process in the sandbox. */
export function createPiRuntime(options: PiRuntimeOptions): RuntimeService {
  const settings = settingsOf(options);
  const sessions = new WeakMap<RuntimeHandle, PiProcess & { stopped?: Promise<RawTrace> }>();

  function running(handle: RuntimeHandle): PiProcess & { stopped?: Promise<RawTrace> } {
    const pi = sessions.get(handle);
    if (!pi) throw new TypeError(`no session ${handle.session.id} was started here`);
    return pi;
  }

  return {
    async startSession(request) {
      const name = `pi-session-${randomBytes(8).toString('hex')}`;
      const startedAt = settings.now();
      const pi = await startPi(settings, name, request);
      const handle = toHandle(name, request, pi, startedAt);
      sessions.set(handle, pi);
      return handle;
    },
    async sendInstruction(handle, instruction) {
      const { abort, command } = settings.timeouts;
      const timeout = instruction.kind === 'abort' ? abort : command;
      const answer = await running(handle).rpc.ask(toCommand(instruction), timeout);
      if (answer.success !== true) throw refused(instruction, answer.error);
      // "handled" means that no run follows: whoever waits for its end would wait for ever.
      if (instruction.kind === 'prompt' && answer.data?.disposition === 'handled')
        throw refused(instruction, 'it took the text for a command of its own');
    },
    streamEvents: (handle) => running(handle).rpc.events(),
    stopSession(handle) {
      const pi = running(handle);
      pi.stopped ??= stopPi(settings, pi);
      return pi.stopped;
    },
  };
}

function settingsOf(options: PiRuntimeOptions): PiSettings {
  return {
    sandboxes: options.sandboxes,
    now: options.now,
    installation: {
      nodeBin: options.nodeBin ?? '/opt/node/bin/node',
      piEntry: options.piEntry ?? '/opt/pi/dist/bundle/cli.js',
      retries: options.retries ?? { count: 3, baseDelayMs: 2_000 },
    },
    timeouts: { start: 30_000, command: 15_000, abort: 1_500, stop: 20_000, ...options.timeouts },
    traceBytes: options.traceBytes ?? 64 * 1024 * 1024,
  };
}

function toHandle(
  name: string,
  { runId, sandbox, policySha256 }: SessionRequest,
  { process }: PiProcess,
  at: number,
): RuntimeHandle {
  return {
    session: {
      id: name,
      workflowRunId: runId,
      provider: 'pi',
      sandboxId: sandbox.id,
      sessionId: process.sessionId,
      commandId: process.commandId,
      policySha256,
      approvals: 'declined',
      status: 'running',
      startedAt: at,
      updatedAt: at,
    },
  };
}

function toCommand(instruction: Instruction): RpcCommand {
  switch (instruction.kind) {
    case 'prompt':
    case 'steer':
      return { type: instruction.kind, message: instruction.message };
    case 'follow-up':
      return { type: 'follow_up', message: instruction.message };
    case 'abort':
      return { type: 'abort' };
    case 'get-state':
      return { type: 'get_state' };
  }
}

function refused(instruction: Instruction, reason = 'no reason given'): Failure {
  return new Failure({
    code: 'invalid-answer',
    tell: summaryOf(`Pi refused the instruction "${instruction.kind}": ${reason}`),
  });
}
