import {
  commandLineOf,
  identify,
  isAlive,
  type ProcessIdentity,
  parentOf,
} from './process-identity.ts';

/**
 * Calls back once when whoever started us is gone: the program that brought our Node, or the
 * npm before it. Killing them with SIGKILL reaches neither a shell in between nor us. Started
 * by hand, without either, there is nobody to watch.
 */
export function whenStarterDies(callback: () => void): void {
  const watched = starters();
  if (watched.length === 0) return;
  const timer = setInterval(() => {
    if (watched.every(isAlive)) return;
    clearInterval(timer);
    callback();
  }, 200);
  timer.unref();
}

const highestAncestor = 6;

function starters(): readonly ProcessIdentity[] {
  const bring = identify(process.ppid);
  if (!bring || !/\bbring\.mjs\b/.test(commandLineOf(bring.pid))) return [];
  const npm = npmAbove(bring.pid);
  return npm ? [bring, npm] : [bring];
}

function npmAbove(child: number): ProcessIdentity | undefined {
  let pid = parentOf(child);
  for (let depth = 0; depth < highestAncestor && pid !== undefined; depth += 1) {
    if (/(^|[/ ])npm(-cli\.js)?( |$)/.test(commandLineOf(pid))) return identify(pid);
    pid = parentOf(pid);
  }
  return undefined;
}
