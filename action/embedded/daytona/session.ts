import type { ChildProcess } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { Readable, Writable } from 'node:stream';
import type { Jail } from './jail.ts';
import { type Channel, createJournal, type Journal } from './journal.ts';
import { createLineSplitter, type LineSplitter } from './line-splitter.ts';

export interface SessionCommand {
  readonly id: string;
  readonly text: string;
  readonly journal: Journal;
  readonly echo: boolean;
  exitCode: number | undefined;
  /** Resolves with the exit code; never when the command killed its session's shell. */
  readonly finished: Promise<void>;
}

export interface Session {
  readonly commands: ReadonlyMap<string, SessionCommand>;
  /** Commands of one session run one after another. Undefined when its shell is dead. */
  run(text: string, options: { interactive: boolean; echo: boolean }): SessionCommand | undefined;
  /** Resolves when the pipe took it. */
  write(command: SessionCommand, data: string): Promise<void>;
  kill(): void;
  readonly closed: Promise<void>;
}

/**
 * One shell in one jail. It evaluates each command itself, as the vendor's does, so a bare
 * `exit` or `exec` takes the shell along and that command never gets an exit code.
 */
export const sessionScript = `while IFS= read -r -d '' -u 3 kind && IFS= read -r -d '' -u 3 text; do
  if [ "$kind" = interactive ]; then eval "$text" 3<&- 4>&-; else eval "$text" 3<&- 4>&- </dev/null; fi
  code=$?
  printf '\\0%s\\0' "$0"
  printf '\\0%s\\0' "$0" >&2
  printf '%s\\n' "$code" >&4
done`;

interface Running {
  readonly command: SessionCommand;
  readonly finish: () => void;
  /** Channels whose end marker came. */
  readonly ended: Set<Channel>;
  code: number | undefined;
  overdue: boolean;
}

/** `spawn` starts `sessionScript` in a jail, with the marker as its `$0`. */
export function openSession(spawn: (marker: string) => Jail): Session {
  const marker = randomBytes(16).toString('hex');
  const jail = spawn(marker);
  const child = jail.process;
  const commands = new Map<string, SessionCommand>();
  const queue: Running[] = [];
  let alive = true;

  // A code shows only after the output that came before it was read.
  const advance = (): void => {
    for (let head = queue[0]; head?.code !== undefined; head = queue[0]) {
      if (head.ended.size < 2 && !head.overdue) return;
      head.command.exitCode = head.code;
      queue.shift();
      head.finish();
    }
  };
  const listen = (channel: Channel): LineSplitter => {
    // The channels run apart: each one's output belongs to the first command not ended on it.
    const current = (): Running | undefined => queue.find((entry) => !entry.ended.has(channel));
    const splitter = createLineSplitter(
      marker,
      (lines) => current()?.command.journal.append(channel, lines),
      () => {
        current()?.ended.add(channel);
        advance();
      },
    );
    readSlowly(child[channel], (chunk) => splitter.push(chunk));
    return splitter;
  };
  const splitters = [listen('stdout'), listen('stderr')];
  onCodes(child, (code) => {
    const running = queue.find((entry) => entry.code === undefined);
    if (!running) return;
    running.code = code;
    advance();
    // A command may have closed the shell's output for good; its marker then never comes.
    setTimeout(() => {
      running.overdue = true;
      advance();
    }, 5_000).unref();
  });
  const closed = new Promise<void>((resolve) => {
    child.on('close', () => {
      alive = false;
      for (const splitter of splitters) splitter.flush();
      resolve();
    });
  });

  return {
    commands,
    closed,
    run(text, { interactive, echo }) {
      const control = child.stdio[3];
      if (!alive || !(control instanceof Writable)) return undefined;
      const running = createRunning(text, echo);
      queue.push(running);
      commands.set(running.command.id, running.command);
      control.write(`${interactive ? 'interactive' : 'sync'}\0${text.replaceAll('\0', '')}\0`);
      return running.command;
    },
    write(command, data) {
      const line = data.endsWith('\n') ? data : `${data}\n`;
      if (command.echo) command.journal.append('stdout', Buffer.from(line));
      return writeTo(child.stdin, line);
    },
    kill: jail.kill,
  };
}

function createRunning(text: string, echo: boolean): Running {
  const { promise: finished, resolve: finish } = Promise.withResolvers<void>();
  const id = randomUUID();
  const command = { id, text, echo, exitCode: undefined, journal: createJournal(), finished };
  return { command, finish, ended: new Set(), code: undefined, overdue: false };
}

function writeTo(pipe: Writable | null, line: string): Promise<void> {
  return new Promise((resolve) => {
    if (pipe?.writable) pipe.write(line, () => resolve());
    else resolve();
  });
}

const bytesPerMs = 4_000;

/** At the pace of the vendor's shell loop, so that an endless writer does not fill our memory. */
function readSlowly(pipe: Readable | null, onChunk: (chunk: Buffer) => void): void {
  pipe?.on('data', (chunk: Buffer) => {
    onChunk(chunk);
    if (chunk.length < bytesPerMs) return;
    pipe.pause();
    setTimeout(() => pipe.resume(), chunk.length / bytesPerMs);
  });
}

function onCodes(child: ChildProcess, onCode: (code: number) => void): void {
  const pipe = child.stdio[4];
  if (!(pipe instanceof Readable)) return;
  let text = '';
  pipe.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) onCode(Number(line));
  });
}
