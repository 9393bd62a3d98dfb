import type { RunnerSystem } from './runner-system.ts';

/** The one program that the profile names. */
export const profiledBwrap = '/usr/bin/bwrap';

export const profileName = 'patchplane-bwrap';

/**
 * Lets this one program make user namespaces, where AppArmor forbids them to programs that no
 * profile names. The restriction itself stays on for everything else. `userns` is a rule of
 * AppArmor 4, which Ubuntu 24.04 has.
 */
export const profile = `abi <abi/4.0>,

profile ${profileName} ${profiledBwrap} flags=(unconfined) {
  userns,
}
`;

export function isRestricted(system: RunnerSystem): boolean {
  return system.readText('/proc/sys/kernel/apparmor_restrict_unprivileged_userns')?.trim() === '1';
}

/** Loads the profile until the machine restarts: nothing is written below `/etc`. */
export async function loadProfile(
  system: RunnerSystem,
  asRoot: readonly string[],
): Promise<boolean> {
  const parser = system.find('apparmor_parser');
  if (!parser) return false;
  system.note('Loading an AppArmor profile that lets bubblewrap make user namespaces...');
  // Without a file it reads the profile from standard input.
  const { status } = await system.run([...asRoot, parser, '--replace', '--skip-cache'], {
    timeoutMs: 30_000,
    stdin: profile,
  });
  return status === 0;
}
