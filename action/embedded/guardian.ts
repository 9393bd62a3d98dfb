import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Cleans up after this process when it can not do so itself. */
export interface Guardian {
  /** Kills this process (negative: its group) when we die. */
  watch(pid: number): void;
  forget(pid: number): void;
  /** Removes this folder when we die. */
  remove(folder: string): void;
  /** Lets it clean up now; resolves when it is done. */
  close(): Promise<void>;
}

export function startGuardian(): Guardian {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'guardian.mjs')], {
    stdio: ['pipe', 'ignore', 'inherit'],
    // A group of its own: a signal to ours does not reach it before it did its work.
    detached: true,
    env: {},
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.stdin.on('error', () => undefined);
  const say = (order: Record<string, unknown>) => child.stdin.write(`${JSON.stringify(order)}\n`);
  return {
    watch: (pid) => say({ watch: pid }),
    forget: (pid) => say({ forget: pid }),
    remove: (folder) => say({ remove: folder }),
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}

/**
 * Calls back once when the npm that started us is gone: killing npm with SIGKILL reaches
 * neither the shell nor us. Returns undefined where we were not started by npm.
 */
export function whenNpmDies(callback: () => void): NodeJS.Timeout | undefined {
  const npm = npmAncestor();
  if (!npm) return undefined;
  const timer = setInterval(() => {
    if (startOf(npm.pid) === npm.started) return;
    clearInterval(timer);
    callback();
  }, 250);
  return timer.unref();
}

function npmAncestor(): { pid: number; started: string } | undefined {
  let pid = process.ppid;
  for (let depth = 0; depth < 6 && pid > 1; depth += 1) {
    const started = startOf(pid);
    if (!started) return undefined;
    if (/(^|[/\0])npm(-cli\.js)?\b|^npm /.test(readProc(pid, 'cmdline'))) return { pid, started };
    pid = Number(statFields(pid)[1] ?? 0);
  }
  return undefined;
}

/** Start time in clock ticks: a process id that was used again has another one. */
function startOf(pid: number): string | undefined {
  return statFields(pid)[19];
}

/** Fields of proc_pid_stat(5) after the command name, which may itself hold spaces. */
function statFields(pid: number): string[] {
  const text = readProc(pid, 'stat');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
