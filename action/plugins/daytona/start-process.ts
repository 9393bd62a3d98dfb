import { randomBytes, randomUUID } from 'node:crypto';
import type { Command, Sandbox, SandboxProcess } from '../../core/services/sandbox-service.ts';
import type { Failure } from '../../domain/failure.ts';
import { type ByteQueue, createByteQueue } from './byte-queue.ts';
import { type DaytonaClient, repeatable } from './daytona-client.ts';
import { closeSession, type ExecuteDeps, start } from './execute.ts';
import { upload } from './files.ts';
import { followOutput } from './follow-output.ts';
import type { InsidePrograms } from './inside-programs.ts';
import { attachText } from './shell-text.ts';
import { createShimLines } from './shim-lines.ts';
import { findTools } from './tools-inside.ts';
import { readTranscript, transcriptFiles } from './transcript.ts';
import { createUnpacker } from './unpack-output.ts';

/**
 * One process that is talked to, through a shim of ours inside: bytes arrive as the process
 * wrote them. Beyond `maxOutputBytes` the process is stopped and its output ends with
 * `Failure` `too-large`.
 */
export async function startProcess(
  deps: ExecuteDeps,
  programs: InsidePrograms,
  sandbox: Sandbox,
  command: Omit<Command, 'timeoutSeconds'>,
): Promise<SandboxProcess> {
  const { client } = deps;
  const session = `talk-${randomUUID()}`;
  const folder = `${sandbox.scratch}/${session}`;
  const word = `pp${randomBytes(6).toString('hex')}`;
  const text = await startText(deps, programs, sandbox, command, { folder, word });
  const commandId = await start(client, sandbox.id, session, text);

  const output = createByteQueue();
  const ending = new AbortController();
  const stop = once(() => {
    ending.abort();
    return closeSession(client, sandbox.id, session);
  });
  const followed = { client, sandboxId: sandbox.id, session, commandId, signal: ending.signal };
  const exited = hear(followed, word, command.maxOutputBytes, output, stop);
  return {
    sessionId: session,
    commandId,
    stdout: output,
    writeLine: lineWriter(client, sandbox.id, { session, commandId, word }),
    exit: () => exited,
    stop,
    transcript: (maxBytes) => readTranscript(client, sandbox.id, folder, maxBytes),
  };
}

/** The program behind the shim, which gets the program's own environment and passes it on. */
async function startText(
  deps: ExecuteDeps,
  { shim, language }: InsidePrograms,
  sandbox: Sandbox,
  { argv, cwd = sandbox.workspace, env = {}, maxOutputBytes }: Omit<Command, 'timeoutSeconds'>,
  { folder, word }: { readonly folder: string; readonly word: string },
): Promise<string> {
  const node = sandbox.tools?.node ?? (await findTools(deps, sandbox)).node;
  const path = `${folder}/shim.${language}`;
  await upload(deps.client, sandbox, [{ path, content: shim }]);
  const { stdout, stderr } = transcriptFiles(folder);
  const { heartbeatMs } = deps.client.patience;
  const settings = [word, String(heartbeatMs), stdout, stderr, String(maxOutputBytes)];
  return attachText({ argv: [node, path, ...settings, ...argv], cwd, env, folder });
}

async function hear(
  followed: Omit<Parameters<typeof followOutput>[0], 'lines'>,
  word: string,
  maxOutputBytes: number,
  output: ByteQueue,
  stop: () => Promise<void>,
): Promise<{ exitCode: number | null }> {
  const fail = (failure: Failure): void => {
    output.end(failure);
    stop().catch(() => undefined);
  };
  const unpacker = createUnpacker(maxOutputBytes, output.push, fail);
  const lines = createShimLines(word, unpacker.push);
  try {
    const exitCode = await followOutput({ ...followed, lines });
    await unpacker.end();
    output.end();
    return { exitCode };
  } catch (error) {
    await unpacker.end();
    output.end(followed.signal.aborted ? undefined : error);
    return { exitCode: null };
  }
}

/** Lines are numbered, so that one whose answer got lost can be sent again and counts once. */
function lineWriter(
  client: DaytonaClient,
  sandboxId: string,
  { session, commandId, word }: { session: string; commandId: string; word: string },
): (line: string) => Promise<void> {
  let number = 0;
  let writing: Promise<unknown> = Promise.resolve();
  return (line) => {
    if (line.includes('\n')) throw new TypeError('one line at a time');
    number += 1;
    const told = `${word} ${number} ${Buffer.from(line, 'utf8').toString('base64')}\n`;
    const written = writing.then(() =>
      client.inside(
        sandboxId,
        'write to a process',
        ({ process }) => process.sendSessionCommandInput(session, commandId, told),
        repeatable,
      ),
    );
    writing = written.catch(() => undefined);
    return written;
  };
}

function once<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let result: Promise<Result> | undefined;
  return () => {
    result ??= work();
    return result;
  };
}
