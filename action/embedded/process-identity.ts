import { readFileSync } from 'node:fs';

/** A process as it can be found again: its number, and when it started. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks since boot: a number that was given to another process has another start. */
  readonly started: string;
}

export function identify(pid: number): ProcessIdentity | undefined {
  const started = statFields(pid)[19];
  return started === undefined ? undefined : { pid, started };
}

export function isAlive({ pid, started }: ProcessIdentity): boolean {
  const [state] = statFields(pid);
  return state !== undefined && state !== 'Z' && identify(pid)?.started === started;
}

export function parentOf(pid: number): number | undefined {
  const parent = Number(statFields(pid)[1]);
  return parent > 0 ? parent : undefined;
}

/** Program and arguments, separated by spaces; empty for a process that is gone. */
export function commandLineOf(pid: number): string {
  return readProc(pid, 'cmdline').replaceAll('\0', ' ').trim();
}

/** Fields of proc_pid_stat(5) after the command name, which may itself hold spaces. */
function statFields(pid: number): string[] {
  const text = readProc(pid, 'stat');
  return text === '' ? [] : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
