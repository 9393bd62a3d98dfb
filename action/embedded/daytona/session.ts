import type { ChildProcess } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { Readable, Writable } from 'node:stream';
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
export function openSession(spawn: (marker: string) => ChildProcess): Session {
  const marker = randomBytes(16).toString('hex');
  const child = spawn(marker);
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
    const splitter = createLineSplitter(
      marker,
      (line) => queue[0]?.command.journal.append(channel, line),
      () => {
        queue.find((entry) => !entry.ended.has(channel))?.ended.add(channel);
        advance();
      },
    );
    child[channel]?.on('data', (chunk: Buffer) => splitter.push(chunk));
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
    }, 500).unref();
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
      const { promise, resolve } = Promise.withResolvers<void>();
      const command: SessionCommand = {
        ...{ id: randomUUID(), text, echo, exitCode: undefined },
        ...{ journal: createJournal(), finished: promise },
      };
      commands.set(command.id, command);
      queue.push({ command, finish: resolve, ended: new Set(), code: undefined, overdue: false });
      control.write(`${interactive ? 'interactive' : 'sync'}\0${text.replaceAll('\0', '')}\0`);
      return command;
    },
    write(command, data) {
      const line = data.endsWith('\n') ? data : `${data}\n`;
      if (command.echo) command.journal.append('stdout', Buffer.from(line.slice(0, -1)));
      return new Promise((resolve) => {
        if (!child.stdin?.writable) return resolve();
        child.stdin.write(line, () => resolve());
      });
    },
    kill: () => child.kill('SIGKILL'),
  };
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
