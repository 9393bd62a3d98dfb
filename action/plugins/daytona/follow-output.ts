import { setTimeout as sleep } from 'node:timers/promises';
import type { DaytonaClient } from './daytona-client.ts';
import { createLineLedger, type LineLedger } from './line-ledger.ts';

export interface Followed {
  readonly client: DaytonaClient;
  readonly sandboxId: string;
  readonly session: string;
  readonly commandId: string;
  readonly signal: AbortSignal;
  readonly deliver: (text: string) => void;
}

const askEveryMs = 5_000;
const patienceAfterExitMs = 3_000;
const silenceMs = 30_000;
const heldBackMs = 300;

/**
 * Delivers all standard output of a command, each line once; resolves with its exit code, or
 * null when `signal` ended it first. The vendor's log stream may close at any moment as if it
 * were done, or hang for ever; so after it settles, or when it is suspiciously quiet, the
 * command itself is asked, and the journal fetched whole over HTTP fills every gap.
 */
export async function followOutput(followed: Followed): Promise<number | null> {
  const ledger = createLineLedger(followed.deliver);
  for (let pause = 100; !followed.signal.aborted; pause = Math.min(pause * 2, 5_000)) {
    const opened = performance.now();
    await listen(followed, ledger);
    if (followed.signal.aborted) break;
    const exitCode = await askExitCode(followed);
    ledger.whole(await fetchJournal(followed), exitCode !== undefined);
    if (exitCode !== undefined) return exitCode;
    if (performance.now() - opened > 10_000) pause = 100;
    await sleep(pause);
  }
  return null;
}

/** What was written so far and not told yet, in one go; for the moment before the end. */
export async function fetchJournal(followed: Followed): Promise<string> {
  const { client, sandboxId, session, commandId } = followed;
  const { stdout } = await client.inside(sandboxId, 'read the output of a process', ({ process }) =>
    process.getSessionCommandLogs(session, commandId),
  );
  return stdout ?? '';
}

async function askExitCode(followed: Followed): Promise<number | undefined> {
  const { client, sandboxId, session, commandId } = followed;
  const { exitCode } = await client.inside(sandboxId, 'ask for an exit code', ({ process }) =>
    process.getSessionCommand(session, commandId),
  );
  return exitCode ?? undefined;
}

/** One connection, until it settles, or the command ended without it noticing, or it is silent. */
async function listen(followed: Followed, ledger: LineLedger): Promise<void> {
  const { client, sandboxId, session, commandId, signal } = followed;
  const onText = ledger.telling();
  let open = true;
  let heard = performance.now();
  const stream = client
    .inside(sandboxId, 'follow the output of a process', ({ process }) =>
      process.getSessionCommandLogs(
        session,
        commandId,
        (text) => {
          heard = performance.now();
          if (open && !signal.aborted) onText(text);
        },
        // Both must be given; standard error is in a file.
        () => undefined,
      ),
    )
    // How it ended does not matter: the command is asked either way.
    .catch(() => undefined);
  const stopFilling = fillHeldBack(followed, ledger, () => performance.now() - heard);
  const settled = stream.then(() => {
    open = false;
  });
  while (open && !signal.aborted) {
    await Promise.race([settled, sleep(askEveryMs, undefined, { signal }).catch(() => undefined)]);
    if (!open || signal.aborted || performance.now() - heard > silenceMs) break;
    if ((await askExitCode(followed)) !== undefined) {
      await Promise.race([settled, sleep(patienceAfterExitMs)]);
      break;
    }
  }
  open = false;
  stopFilling();
}

/**
 * The vendor's client keeps a last piece of one or two bytes to itself until more comes: the
 * end of a line that somebody waits for. Quiet inside a line, the journal is asked, once.
 */
function fillHeldBack(followed: Followed, ledger: LineLedger, quietMs: () => number): () => void {
  let asked = false;
  const timer = setInterval(() => {
    if (!ledger.insideLine() || quietMs() < heldBackMs) {
      asked = false;
      return;
    }
    if (asked) return;
    asked = true;
    fetchJournal(followed).then(
      (text) => ledger.whole(text, false),
      // Then the next one who asks will see.
      () => undefined,
    );
  }, heldBackMs / 2);
  timer.unref();
  return () => clearInterval(timer);
}
