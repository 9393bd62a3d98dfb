import type { RunnerSystem } from './runner-system.ts';

/** What goes in front of a command to run it as root, without a question; undefined: no way. */
export async function administrator(system: RunnerSystem): Promise<readonly string[] | undefined> {
  if (system.isRoot) return [];
  const sudo = system.find('sudo');
  if (!sudo) return undefined;
  const { status } = await system.run([sudo, '-n', 'true'], { timeoutMs: 10_000 });
  return status === 0 ? [sudo, '-n'] : undefined;
}
