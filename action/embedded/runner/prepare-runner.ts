import { administrator } from './administrator.ts';
import { isRestricted, loadProfile, profiledBwrap, profileName } from './app-armor.ts';
import { installBubblewrap } from './install-bubblewrap.ts';
import { probeJail } from './probe-jail.ts';
import { refusal } from './refusal.ts';
import type { RunnerSystem } from './runner-system.ts';

export interface PreparedRunner {
  /** Absolute path of a bubblewrap that just made a jail. */
  readonly bwrap: string;
  /** What isolates here, read back from the machine. */
  readonly facts: Readonly<Record<string, string>>;
}

/**
 * Makes sure that there is a working jail: agent code never runs outside one. Installs
 * bubblewrap and loads its AppArmor profile where that needs no question (root, or sudo without
 * a password); otherwise throws `Failure` `misconfigured` that says what is missing, what an
 * administrator runs, and how to do without. `elsewhere` is the way to do without.
 */
export async function prepareRunner(
  system: RunnerSystem,
  elsewhere?: string,
): Promise<PreparedRunner> {
  if (system.platform !== 'linux') {
    throw refusal({ missing: 'bubblewrap needs Linux', remedies: [], elsewhere });
  }
  const bwrap = system.find('bwrap') ?? (await install(system, elsewhere));
  const first = await probeJail(system, bwrap);
  if (first.works) return prepared(system, bwrap, {});
  const restricted = isRestricted(system) && bwrap === profiledBwrap;
  const asRoot = restricted ? await administrator(system) : undefined;
  if (asRoot && (await loadProfile(system, asRoot)) && (await probeJail(system, bwrap)).works) {
    return prepared(system, bwrap, { appArmorProfile: profileName });
  }
  throw refusal({
    missing: `bubblewrap can not make a jail here (${first.says})`,
    remedies: restricted ? ['load-profile'] : ['allow-namespaces'],
    elsewhere,
  });
}

async function install(system: RunnerSystem, elsewhere: string | undefined): Promise<string> {
  const asRoot = await administrator(system);
  const installation = asRoot
    ? await installBubblewrap(system, asRoot)
    : { kind: 'not-installed' as const, because: 'there is no sudo without a password here' };
  const bwrap = system.find('bwrap');
  if (bwrap) return bwrap;
  const because =
    installation.kind === 'installed' ? 'its package has no bwrap' : installation.because;
  throw refusal({
    missing: `bubblewrap is not installed, and ${because}`,
    remedies: isRestricted(system) ? ['install', 'load-profile'] : ['install'],
    elsewhere,
  });
}

async function prepared(
  system: RunnerSystem,
  bwrap: string,
  facts: Readonly<Record<string, string>>,
): Promise<PreparedRunner> {
  const { stdout } = await system.run([bwrap, '--version'], { timeoutMs: 10_000 });
  const packaged = await packageVersion(system, bwrap);
  return {
    bwrap,
    facts: {
      jail: oneWord(stdout.replace(/^bubblewrap /, 'bubblewrap-')) || 'bubblewrap',
      ...(packaged ? { jailPackage: packaged } : {}),
      kernel: system.kernel,
      ...facts,
    },
  };
}

/** What the package manager says is installed; nothing where the program is not its own. */
async function packageVersion(system: RunnerSystem, bwrap: string): Promise<string | undefined> {
  const query = system.find('dpkg-query');
  if (!query || bwrap !== profiledBwrap) return undefined;
  const asked = [query, '--show', 'bubblewrap'];
  const { status, stdout } = await system.run(asked, { timeoutMs: 10_000 });
  const [, version = ''] = stdout.split('\t');
  return status === 0 ? oneWord(version) || undefined : undefined;
}

function oneWord(text: string): string {
  return text.trim().split(/\s/)[0]?.slice(0, 100) ?? '';
}
