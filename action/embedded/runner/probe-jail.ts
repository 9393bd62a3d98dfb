import type { RunnerSystem } from './runner-system.ts';

/** As a real jail is made: all namespaces of its own, its own `/proc`, no capability. */
const smallestJail = [
  ...['--unshare-all', '--unshare-user', '--uid', '1000', '--gid', '1000'],
  ...['--cap-drop', 'ALL', '--die-with-parent', '--new-session'],
  ...['--ro-bind', '/', '/', '--proc', '/proc', '--dev', '/dev', '--', '/bin/sh', '-c', ':'],
];

/** Whether this bubblewrap can make a jail here; else what it says. */
export async function probeJail(
  system: RunnerSystem,
  bwrap: string,
): Promise<{ readonly works: true } | { readonly works: false; readonly says: string }> {
  const { status, stderr } = await system.run([bwrap, ...smallestJail], { timeoutMs: 20_000 });
  if (status === 0) return { works: true };
  const [says = ''] = stderr.trim().split('\n');
  return { works: false, says: says.slice(0, 200) || 'it did not answer' };
}
