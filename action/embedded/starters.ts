import {
  commandLineOf,
  identify,
  isAlive,
  type ProcessIdentity,
  parentOf,
} from './process-identity.ts';

/**
 * Calls back once when whoever started us is gone: the program that brought our Node, or the
 * npm before it. Started by hand, without either, there is nobody to watch.
 *
 * `politely`: npm was asked to end. It passes the signal on to its shell, which dies of it and
 * tells nobody; killed with SIGKILL, npm leaves that shell behind.
 */
export function whenStarterDies(callback: (end: { readonly politely: boolean }) => void): void {
  const { watched, shell } = findStarters();
  if (watched.length === 0) return;
  const timer = setInterval(() => {
    if (watched.every(isAlive)) return;
    clearInterval(timer);
    callback({ politely: shell !== undefined && !isAlive(shell) });
  }, 200);
  timer.unref();
}

interface Starters {
  readonly watched: readonly ProcessIdentity[];
  /** Between npm and what it started, where there is one. */
  readonly shell?: ProcessIdentity;
}

function findStarters(): Starters {
  const bring = identify(process.ppid);
  if (!bring || !/\bbring\.mjs\b/.test(commandLineOf(bring.pid))) return { watched: [] };
  const npm = npmAbove(bring.pid);
  if (!npm) return { watched: [bring] };
  const between = identify(parentOf(bring.pid) ?? 0);
  return {
    watched: [bring, npm],
    ...(between && between.pid !== npm.pid ? { shell: between } : {}),
  };
}

const highestAncestor = 6;

function npmAbove(child: number): ProcessIdentity | undefined {
  let pid = parentOf(child);
  for (let depth = 0; depth < highestAncestor && pid !== undefined; depth += 1) {
    if (/(^|[/ ])npm(-cli\.js)?( |$)/.test(commandLineOf(pid))) return identify(pid);
    pid = parentOf(pid);
  }
  return undefined;
}
