import { randomUUID } from 'node:crypto';
import type { Command, Sandbox, SandboxProcess } from '../../core/services/sandbox-service.ts';
import { Failure } from '../../domain/failure.ts';
import { createByteQueue } from './byte-queue.ts';
import type { DaytonaClient } from './daytona-client.ts';
import { closeSession, start } from './execute.ts';
import { followOutput } from './follow-output.ts';
import { attachText } from './shell-text.ts';

/**
 * One process that is talked to. The vendor's stream is text: bytes that are not UTF-8 and NUL
 * do not survive it, a last line always ends; JSON lines pass unchanged. Beyond
 * `maxOutputBytes` the process is stopped and its output ends with `Failure` `too-large`.
 */
export async function startProcess(
  client: DaytonaClient,
  sandbox: Sandbox,
  { argv, cwd = sandbox.workspace, env = {}, maxOutputBytes }: Omit<Command, 'timeoutSeconds'>,
): Promise<SandboxProcess> {
  const session = `talk-${randomUUID()}`;
  const folder = `${sandbox.scratch}/${session}`;
  const commandId = await start(
    client,
    sandbox.id,
    session,
    attachText({ argv, cwd, env, folder }),
  );
  const output = createByteQueue();
  const ending = new AbortController();
  let bytes = 0;

  const deliver = (text: string): void => {
    const piece = Buffer.from(text, 'utf8');
    bytes += piece.length;
    if (bytes <= maxOutputBytes) output.push(piece);
    else if (!ending.signal.aborted) {
      output.end(tooMuch(maxOutputBytes));
      void stop().catch(() => undefined);
    }
  };
  const followed = { client, sandboxId: sandbox.id, session, commandId };
  const exited = followOutput({ ...followed, signal: ending.signal, deliver }).then(
    (exitCode) => {
      output.end();
      return { exitCode };
    },
    (error: unknown) => {
      output.end(ending.signal.aborted ? undefined : error);
      return { exitCode: null };
    },
  );
  let writing: Promise<unknown> = Promise.resolve();
  let stopping: Promise<void> | undefined;

  function stop(): Promise<void> {
    ending.abort();
    stopping ??= closeSession(client, sandbox.id, session);
    return stopping;
  }

  return {
    sessionId: session,
    commandId,
    stdout: output,
    writeLine(line) {
      if (line.includes('\n')) throw new TypeError('one line at a time');
      const written = writing.then(() =>
        client.inside(sandbox.id, 'write to a process', ({ process }) =>
          process.sendSessionCommandInput(session, commandId, `${line}\n`),
        ),
      );
      writing = written.catch(() => undefined);
      return written;
    },
    exit: () => exited,
    stop,
  };
}

function tooMuch(maxOutputBytes: number): Failure {
  return new Failure({
    code: 'too-large',
    tell: `A process in the sandbox wrote more than ${maxOutputBytes} bytes and was stopped; raise the output budget if that was wanted.`,
  });
}
