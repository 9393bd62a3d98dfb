import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../../domain/failure.ts';
import { type DaytonaClient, repeatable } from './daytona-client.ts';
import type { ShimLines } from './shim-lines.ts';

export interface Followed {
  readonly client: DaytonaClient;
  readonly sandboxId: string;
  readonly session: string;
  readonly commandId: string;
  readonly signal: AbortSignal;
  readonly lines: ShimLines;
}

/** How often the silence of one connection may pass before the process counts as lost. */
const mostSilences = 3;

/**
 * Hears a process out; resolves with its exit code, or null when `signal` ended it first. The
 * vendor's log stream may close at any moment as if it were done, or hang for ever. The shim's
 * heartbeat tells the difference: without one in time the connection is dropped, the journal
 * fetched whole over HTTP fills every gap, and the next connection goes on from there. When
 * nothing gets through any more, the process is lost.
 */
export async function followOutput(followed: Followed): Promise<number | null> {
  const { client, signal, lines } = followed;
  const { pauseMs, silenceMs, heartbeatMs } = client.patience;
  let heard = performance.now();
  for (let pause = pauseMs; !signal.aborted; pause = Math.min(pause * 2, heartbeatMs)) {
    const before = lines.taken();
    await listen(followed);
    if (signal.aborted) break;
    if (lines.exitCode() === undefined) await readJournal(followed);
    const exitCode = lines.exitCode() ?? (await askExitCode(followed));
    if (exitCode !== undefined) return exitCode;
    if (lines.taken() > before) {
      heard = performance.now();
      pause = pauseMs;
    }
    if (performance.now() - heard > mostSilences * silenceMs) throw noSignOfLife();
    await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
  return null;
}

/** What was written so far, over the vendor's other way, which is complete where the stream is not. */
export async function readJournal(followed: Followed): Promise<void> {
  const { client, sandboxId, session, commandId, lines } = followed;
  const { stdout } = await client.inside(
    sandboxId,
    'read the output of a process',
    ({ process }) => process.getSessionCommandLogs(session, commandId),
    repeatable,
  );
  lines.telling()(`${stdout ?? ''}\n`);
}

/** For a process that ended without the shim's word, because something killed both. */
async function askExitCode(followed: Followed): Promise<number | undefined> {
  const { client, sandboxId, session, commandId } = followed;
  const { exitCode } = await client.inside(
    sandboxId,
    'ask for an exit code',
    ({ process }) => process.getSessionCommand(session, commandId),
    repeatable,
  );
  return exitCode ?? undefined;
}

/** One connection, until it settles, the end was told, a line is missing, or nothing comes. */
async function listen(followed: Followed): Promise<void> {
  const { client, sandboxId, session, commandId, signal, lines } = followed;
  const { heartbeatMs, silenceMs } = client.patience;
  const onText = lines.telling();
  const stopped = aborted(signal);
  let open = true;
  let taken = lines.taken();
  let heard = performance.now();
  const settled = client
    .inside(
      sandboxId,
      'follow the output of a process',
      ({ process }) =>
        process.getSessionCommandLogs(
          session,
          commandId,
          (text) => {
            if (open && !signal.aborted) onText(text);
          },
          // Both must be given; standard error is in a file.
          () => undefined,
        ),
      { limitMs: undefined },
    )
    // How it ended does not matter: the journal and the command are asked either way.
    .catch(() => undefined)
    .then(() => {
      open = false;
    });
  while (open && !signal.aborted && lines.exitCode() === undefined && !lines.missing()) {
    await Promise.race([settled, lines.changed(heartbeatMs), stopped]);
    // A telling from the beginning is no sign of life: only what is new is.
    if (lines.taken() > taken) heard = performance.now();
    taken = lines.taken();
    if (performance.now() - heard > silenceMs) break;
  }
  open = false;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function noSignOfLife(): Failure {
  return new Failure({
    code: 'timeout',
    tell: 'A process in the sandbox gave no sign of life any more, over any connection, and was given up; run the request again.',
    retryable: true,
  });
}
