import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Cleans up after this process when it can not do so itself. */
export interface Guardian {
  /** Kills this process (negative: its group) when we die. */
  watch(pid: number): void;
  /** The same until `ended` settles: its number may be another process's afterwards. */
  watchUntil(pid: number | undefined, ended: Promise<unknown>): void;
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
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  child.stdin.on('error', () => undefined);
  const say = (order: Record<string, unknown>): void => {
    if (child.stdin.writable) child.stdin.write(`${JSON.stringify(order)}\n`);
  };
  return {
    watch: (pid) => say({ watch: pid }),
    watchUntil(pid, ended) {
      if (pid === undefined) return;
      say({ watch: pid });
      const forget = () => say({ forget: pid });
      void ended.then(forget, forget);
    },
    remove: (folder) => say({ remove: folder }),
    async close() {
      say({ leave: true });
      child.stdin.end();
      await ended;
    },
  };
}
