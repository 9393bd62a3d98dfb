import { readdirSync, readlinkSync } from 'node:fs';
import {
  commandLineOf,
  identify,
  isAlive,
  type ProcessIdentity,
  parentOf,
} from '../../action/embedded/process-identity.ts';

export interface Crowd {
  /** What of it still runs, as command lines. */
  alive(): string[];
  /** Resolves with how long it took until nothing of it ran, in milliseconds; gives up after 8 s. */
  gone(): Promise<number>;
}

/** Everything that a process started so far, and whatever works in its folder, now or later. */
export function crowdOf(pid: number, folder: string): Crowd {
  const known = descendants(pid).flatMap((each) => identify(each) ?? []);
  const everybody = (): ProcessIdentity[] => {
    const inFolder = allPids()
      .filter((each) => worksIn(each, folder))
      .flatMap((each) => identify(each) ?? []);
    return [...known, ...inFolder].filter(isAlive);
  };
  const alive = () => everybody().map((each) => `${each.pid} ${commandLineOf(each.pid)}`);
  return {
    alive,
    async gone() {
      const since = Date.now();
      let quiet = 0;
      // Twice in a row: somebody may be about to start somebody else.
      while (quiet < 2 && Date.now() - since < 30_000) {
        quiet = everybody().length === 0 ? quiet + 1 : 0;
        if (quiet < 2) await new Promise((next) => setTimeout(next, 50));
      }
      if (quiet < 2) throw new Error(`still running: ${alive().join('; ')}`);
      return Date.now() - since;
    },
  };
}

/** The processes that this one started and whose command line matches. */
export function childrenOf(parent: number, pattern: RegExp): number[] {
  return allPids().filter((pid) => parentOf(pid) === parent && pattern.test(commandLineOf(pid)));
}

function descendants(root: number): number[] {
  const parents = new Map(allPids().map((pid) => [pid, parentOf(pid)]));
  const found = [root];
  for (const pid of found)
    for (const [child, parent] of parents) if (parent === pid) found.push(child);
  return found;
}

function allPids(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function worksIn(pid: number, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
  } catch {
    return false;
  }
}
