import type { RepositoryConfig } from '../../domain/repository-config.ts';
import type { TrustedRepository } from '../services/source-control-service.ts';

/** What makes a checkout ready to be worked on, as the base says; the candidate has no say. */
export interface SetUp {
  readonly commands: readonly (readonly string[])[];
  /** `host:port` that these commands may reach, beside what the sandbox may anyway. */
  readonly allow: readonly string[];
}

/** A lockfile that is larger is not read: its registry has to be allowed by name then. */
const largestLockfile = 32 * 1024 * 1024;

/** Without a command nothing has to be reached either. */
export async function setUpOf(
  { environment }: RepositoryConfig,
  base: Pick<TrustedRepository, 'readBaseFile'>,
): Promise<SetUp> {
  const commands = environment?.setup ?? [];
  if (commands.length === 0) return { commands, allow: [] };
  const locked = await lockfileHosts(base);
  const hosts = [...(environment?.allow ?? []), ...locked].map(withPort);
  return { commands, allow: [...new Set(hosts)].sort() };
}

interface Lockfile {
  readonly file: string;
  /** What stands before the address that a package comes from. Home pages stand elsewhere. */
  readonly before?: RegExp;
  /** Registries that it does not spell out. */
  readonly hosts?: readonly string[];
}

const resolved = /"?resolved"?:? ?"(?:git\+)?/;
/** Where npm, pnpm and bun look unless they are told otherwise; in pieces, as no file names one. */
const npm = ['registry', 'npmjs', 'org'].join('.');
const pypi = ['pypi.org', 'files.pythonhosted.org'];

const lockfiles: readonly Lockfile[] = [
  { file: 'package-lock.json', before: resolved },
  { file: 'npm-shrinkwrap.json', before: resolved },
  { file: 'yarn.lock', before: resolved },
  { file: 'pnpm-lock.yaml', before: /tarball: /, hosts: [npm] },
  { file: 'bun.lock', hosts: [npm] },
  { file: 'uv.lock', before: /(?:registry|url|git) = "/ },
  { file: 'poetry.lock', before: /url = "/, hosts: pypi },
  { file: 'Pipfile.lock', hosts: pypi },
  {
    file: 'Cargo.lock',
    before: /source = "(?:git\+|registry\+(?!https:\/\/github\.com\/rust-lang\/crates\.io-index))/,
    hosts: ['index.crates.io', 'static.crates.io'],
  },
  { file: 'go.sum', hosts: ['proxy.golang.org', 'sum.golang.org'] },
  { file: 'Gemfile.lock', before: /remote: / },
  { file: 'composer.lock', hosts: ['repo.packagist.org', 'api.github.com', 'codeload.github.com'] },
];

/** The hosts that the base's own lockfiles take packages from. */
async function lockfileHosts(
  base: Pick<TrustedRepository, 'readBaseFile'>,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { file, before, hosts = [] } of lockfiles) {
    const content = await base.readBaseFile(file);
    if (!content || content.length > largestLockfile) continue;
    const spelled = before ? hostsAfter(before, new TextDecoder().decode(content)) : [];
    found.push(...hosts, ...spelled);
  }
  return found;
}

function hostsAfter(before: RegExp, lockfile: string): readonly string[] {
  const address = new RegExp(
    `${before.source}https://([a-z0-9][a-z0-9.-]{0,252})(:\\d{1,5})?[/"\\s]`,
    'gi',
  );
  return [...lockfile.matchAll(address)].map(([, host = '', port = '']) =>
    `${host}${port}`.toLowerCase(),
  );
}

function withPort(host: string): string {
  return /:\d+$/.test(host) ? host : `${host}:443`;
}
