import { acceptedReleases } from './accepted-releases.ts';
import { distributionOf } from './distribution.ts';
import type { RunnerSystem } from './runner-system.ts';

export type Installation =
  | { readonly kind: 'installed' }
  /** `because` completes "bubblewrap is not installed, and ...". */
  | { readonly kind: 'not-installed'; readonly because: string };

/**
 * Installs the distribution's own package, in the accepted release and no other. `asRoot` is
 * what goes in front of each command.
 */
export async function installBubblewrap(
  system: RunnerSystem,
  asRoot: readonly string[],
): Promise<Installation> {
  const distribution = distributionOf(system.readText('/etc/os-release'));
  const release = acceptedReleases[distribution ?? ''];
  const [apt, cache] = [system.find('apt-get'), system.find('apt-cache')];
  if (!release || !apt || !cache) {
    return failed(`no version of it is known for ${distribution ?? 'this system'}`);
  }
  system.note('Installing bubblewrap (once)...');
  // The lists of a fresh machine may be old or missing; a mirror that is away is told below.
  await system.run(command(asRoot, apt, ['update']), { timeoutMs: 180_000 });
  const offered = await offeredVersions(system, cache);
  // apt lists the newest first.
  const version = offered.find((one) => one.startsWith(`${release}-`));
  if (!version) {
    return failed(
      `${distribution} offers ${offered.join(', ') || 'none'} where ${release} is known`,
    );
  }
  const wanted = ['install', '-y', '--no-install-recommends', `bubblewrap=${version}`];
  const { status, stderr } = await system.run(command(asRoot, apt, wanted), {
    timeoutMs: 300_000,
  });
  return status === 0 ? { kind: 'installed' } : failed(`apt-get failed: ${lastLine(stderr)}`);
}

/** Another program may hold the package manager's lock for a while on a machine that just started. */
function command(asRoot: readonly string[], apt: string, words: readonly string[]): string[] {
  return [...asRoot, apt, '-o', 'DPkg::Lock::Timeout=120', '-q', ...words];
}

async function offeredVersions(system: RunnerSystem, cache: string): Promise<readonly string[]> {
  const { stdout } = await system.run([cache, 'madison', 'bubblewrap'], { timeoutMs: 30_000 });
  const versions = stdout.split('\n').flatMap((line) => line.split('|')[1]?.trim() || []);
  return [...new Set(versions)];
}

function failed(because: string): Installation {
  return { kind: 'not-installed', because };
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.slice(0, 200) || 'it said nothing';
}
