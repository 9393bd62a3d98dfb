import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command, Execution, Sandbox } from '../../core/services/sandbox-service.ts';
import { type DaytonaClient, hasCode, repeatable } from './daytona-client.ts';
import { sandboxLost } from './daytona-failure.ts';
import { fetchBeginning } from './files.ts';
import { keepText, outputFiles, runText } from './shell-text.ts';

const shortestPauseMs = 10;
const longestPauseMs = 1_000;

export interface ExecuteDeps {
  readonly client: DaytonaClient;
  readonly now: () => number;
}

/**
 * One program in a session of its own. The vendor's one-shot call mixes both outputs and does
 * not survive long runs, so outputs go to files and the exit code is polled for. The clock
 * that ends it is ours: when it runs out, the session is deleted with all its processes.
 */
export async function execute(
  { client, now }: ExecuteDeps,
  sandbox: Sandbox,
  command: Command,
): Promise<Execution> {
  const session = `run-${randomUUID()}`;
  const folder = `${sandbox.scratch}/${session}`;
  const { argv, cwd = sandbox.workspace, env = {}, maxOutputBytes } = command;
  const text = runText({ argv, cwd, env, folder }, maxOutputBytes + 1);
  const started = now();
  const commandId = await start(client, sandbox.id, session, text);
  const exitCode = await waitForExit(
    client,
    sandbox.id,
    { session, commandId },
    command.timeoutSeconds,
  );
  const durationMs = now() - started;
  await closeSession(client, sandbox.id, session);
  if (exitCode === null) await keepOutput(client, sandbox.id, folder, maxOutputBytes + 1);

  const { keptOut, keptErr } = outputFiles(folder);
  const read = (path: string) => fetchBeginning(client, sandbox.id, path, maxOutputBytes);
  const [out, err] = await Promise.all([read(keptOut), read(keptErr)]);
  return {
    exitCode,
    timedOut: exitCode === null,
    stdout: out?.bytes ?? new Uint8Array(),
    stderr: err?.bytes ?? new Uint8Array(),
    // Missing files are lost output, which is never the same as no output.
    truncated: !out || !err || out.more || err.more,
    durationMs,
  };
}

/**
 * Opens a session and starts a command in it; resolves with the command's id. A session has a
 * name of its own and one command, so after an answer that got lost it tells whether it has
 * begun: nothing is started twice.
 */
export async function start(
  client: DaytonaClient,
  id: string,
  session: string,
  command: string,
): Promise<string> {
  await client.inside(
    id,
    'open a session',
    ({ process }) => process.createSession(session).catch(unlessThere),
    repeatable,
  );
  let tries = 0;
  return await client.inside(
    id,
    'start a command',
    async ({ process }) => {
      tries += 1;
      const [begun] = tries > 1 ? ((await process.getSession(session)).commands ?? []) : [];
      if (begun) return begun.id;
      const options = { command, runAsync: true, suppressInputEcho: true };
      return (await process.executeSessionCommand(session, options)).cmdId;
    },
    repeatable,
  );
}

function unlessThere(error: unknown): void {
  if (!hasCode(error, 'conflict')) throw error;
}

/**
 * The exit code, or null when time ran out. Waits a tenth of the time that it waited already:
 * a short command is noticed at once, a long one is not asked after all the time.
 */
async function waitForExit(
  client: DaytonaClient,
  id: string,
  { session, commandId }: { session: string; commandId: string },
  timeoutSeconds: number,
): Promise<number | null> {
  const started = performance.now();
  const deadline = started + timeoutSeconds * 1000;
  for (;;) {
    const { exitCode } = await client.inside(
      id,
      'ask for an exit code',
      ({ process }) => process.getSessionCommand(session, commandId),
      repeatable,
    );
    if (exitCode !== undefined && exitCode !== null) return exitCode;
    const now = performance.now();
    if (now >= deadline) return null;
    const pause = Math.min(Math.max(shortestPauseMs, (now - started) / 10), longestPauseMs);
    await sleep(Math.min(pause, deadline - now));
  }
}

/** Ends every process of the session. One that is gone already is as good. */
export async function closeSession(
  client: DaytonaClient,
  id: string,
  session: string,
): Promise<void> {
  await client
    .inside(id, 'close a session', ({ process }) => process.deleteSession(session), repeatable)
    .catch(async (error: unknown) => {
      if (!(await client.isAlive(id))) throw sandboxLost(error);
    });
}

async function keepOutput(
  client: DaytonaClient,
  id: string,
  folder: string,
  bytes: number,
): Promise<void> {
  const text = `(${keepText(folder, bytes)}\n)`;
  await client.inside(
    id,
    'read the output of a command',
    ({ process }) => process.executeCommand(text, undefined, undefined, 30),
    { ...repeatable, limitMs: 60_000 },
  );
}
