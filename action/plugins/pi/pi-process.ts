import type { RawTrace, SessionRequest } from '../../core/services/runtime-service.ts';
import type {
  Sandbox,
  SandboxProcess,
  SandboxService,
} from '../../core/services/sandbox-service.ts';
import { Failure } from '../../domain/failure.ts';
import { within } from './deadline.ts';
import { createIngest } from './ingest.ts';
import {
  launchArguments,
  launchEnvironment,
  launchFiles,
  type PiInstallation,
  type SessionFolder,
  sessionFolder,
} from './launch.ts';
import { type ByteLog, createByteLog } from './raw-trace.ts';
import { createRpcSession, type RpcSession } from './rpc-session.ts';
import { summaryOf } from './untrusted-text.ts';

/** Milliseconds. */
export interface Timeouts {
  readonly start: number;
  readonly command: number;
  readonly abort: number;
  readonly stop: number;
}

export interface PiSettings {
  readonly sandboxes: Pick<SandboxService, 'startProcess' | 'upload' | 'execute'>;
  readonly installation: PiInstallation;
  readonly timeouts: Timeouts;
  readonly traceBytes: number;
  readonly now: () => number;
}

/** A Pi process in a sandbox, and the conversation with it. */
export interface PiProcess {
  readonly sandbox: Sandbox;
  readonly folder: SessionFolder;
  readonly process: SandboxProcess;
  readonly rpc: RpcSession;
  readonly log: ByteLog;
}

const stderrBytes = 1024 * 1024;
/** Whoever watches the output budget shall see it pass before the sandbox cuts the stream off. */
const marginBytes = 8 * 1024 * 1024;

/** Starts Pi and waits until it answers: it has no event that says "ready". */
export async function startPi(
  settings: PiSettings,
  name: string,
  request: SessionRequest,
): Promise<PiProcess> {
  const pi = await launch(settings, name, request);
  try {
    await pi.rpc.ask({ type: 'get_state' }, settings.timeouts.start);
  } catch (cause) {
    const { stderr } = await stopPi(settings, pi);
    throw notStarted(settings.installation, request, stderr, cause);
  }
  return pi;
}

/** Gently: an abort. Then not. Whatever fails on the way, there is a trace to hand over. */
export async function stopPi(settings: PiSettings, pi: PiProcess): Promise<RawTrace> {
  const { timeouts } = settings;
  await pi.rpc.ask({ type: 'abort' }, timeouts.abort).catch(() => undefined);
  const ended = Promise.all([pi.process.stop(), pi.rpc.close()]);
  const whole = await within(timeouts.stop, 'Pi did not stop.', ended).then(
    () => true,
    () => false,
  );
  const stderr = await readStderr(settings, pi);
  const truncated = pi.log.truncated() || !whole || stderr.truncated;
  return { stdout: pi.log.bytes(), stderr: stderr.bytes, truncated };
}

async function launch(
  { sandboxes, installation, traceBytes, now }: PiSettings,
  name: string,
  { runId, sandbox, grant, readsContextFiles }: SessionRequest,
): Promise<PiProcess> {
  const folder = sessionFolder(sandbox.scratch, name);
  await sandboxes.upload(sandbox, launchFiles(installation, folder, grant));
  const there = installed(installation, sandbox);
  const process = await sandboxes.startProcess(sandbox, {
    argv: launchArguments(there, folder, grant.model, readsContextFiles),
    cwd: sandbox.workspace,
    env: launchEnvironment(there, folder, grant),
    maxOutputBytes: traceBytes + marginBytes,
  });
  const { sessionId, commandId } = process;
  const log = createByteLog(traceBytes);
  const rpc = createRpcSession(process, createIngest({ runId, sessionId, commandId, now }), log);
  return { sandbox, folder, process, rpc, log };
}

/** Where the sandbox says that Node and Pi are, if it does. */
function installed(installation: PiInstallation, { tools }: Sandbox): PiInstallation {
  return {
    ...installation,
    nodeBin: tools?.node ?? installation.nodeBin,
    piEntry: tools?.agent ?? installation.piEntry,
  };
}

/** The end of what Pi wrote to its standard error; the file is the agent's to change. */
async function readStderr(
  { sandboxes }: PiSettings,
  { sandbox, folder }: PiProcess,
): Promise<{ bytes: Uint8Array; truncated: boolean }> {
  const command = {
    argv: ['tail', '-c', String(stderrBytes), folder.stderr],
    timeoutSeconds: 10,
    maxOutputBytes: stderrBytes,
  };
  try {
    const { stdout, exitCode } = await sandboxes.execute(sandbox, command);
    return { bytes: stdout, truncated: exitCode !== 0 || stdout.length >= stderrBytes };
  } catch {
    return { bytes: new Uint8Array(), truncated: true };
  }
}

function notStarted(
  { nodeBin, piEntry }: PiInstallation,
  { grant }: SessionRequest,
  stderr: Uint8Array,
  cause: unknown,
): Failure {
  // Pi may quote its environment when it fails to start.
  const said = Buffer.from(stderr)
    .toString('utf8')
    .slice(-2_000)
    .replaceAll(grant.token || '***', '***');
  return new Failure({
    code: cause instanceof Failure ? cause.code : 'unavailable',
    tell: `Pi did not start in the sandbox; check that its image has ${nodeBin} and ${piEntry}. It said: ${summaryOf(said) || 'nothing'}`,
    retryable: true,
    cause,
  });
}
