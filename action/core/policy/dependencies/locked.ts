/** Where a package's code comes from. `local`: the repository itself, a workspace of it. */
export type PackageSource = 'registry' | 'git' | 'url' | 'local';

/** One package as a lockfile pins it. */
export interface Locked {
  readonly name: string;
  readonly version: string;
  readonly source: PackageSource;
  /** The address that it is fetched from, where the lockfile says so. */
  readonly address: string | undefined;
  /** Digests as they stand there, each as `algorithm-value`, sorted. */
  readonly integrity: readonly string[];
  /** Undefined where the format does not say. */
  readonly runsAtInstall: boolean | undefined;
}

/** One package as a manifest asks for it. */
export interface Declared {
  readonly name: string;
  /** As it is written: a range, a tag, an address. */
  readonly spec: string;
  readonly source: PackageSource;
  /** Digests that stand beside it (requirements files). */
  readonly integrity: readonly string[];
}

/** What a manifest says about foreign code. */
export interface Manifest {
  readonly declared: readonly Declared[];
  /** Commands of this project that run at installation: `postinstall: node x.js`. */
  readonly installScripts: readonly string[];
  /** Other places that packages may come from: addresses of indexes, mirrors, replacements. */
  readonly indexes: readonly string[];
}

/** `registry.npmjs.org`, with a port where there is one; undefined for what is no address. */
export function hostOf(address: string): string | undefined {
  try {
    return new URL(address.replace(/^(git|registry|sparse)\+/, '')).host || undefined;
  } catch {
    return undefined;
  }
}

/** Whether anybody on the way can change what is fetched. */
export function isPlainText(address: string): boolean {
  return /^(git\+)?(http|git|ftp):\/\//i.test(address);
}

/** Weaker first; what nobody knows is worth nothing. */
const strengths = ['md5', 'sha1', 'sha256', 'h1', 'sha384', 'sha512', 'blake2b'];

export function strengthOf(integrity: readonly string[]): number {
  return Math.max(
    -1,
    ...integrity.map((digest) =>
      strengths.indexOf(digest.split(/[-:]/, 1)[0]?.toLowerCase() ?? ''),
    ),
  );
}

/** Specs that name a place instead of a version. */
export function sourceOfSpec(spec: string): PackageSource {
  if (/^(workspace|file|link|portal|catalog):/.test(spec)) return 'local';
  if (/^(git(\+[a-z]+)?|ssh):|^git@|\.git(#|$)|^(github|gitlab|bitbucket|gist):/i.test(spec))
    return 'git';
  if (/^https?:/i.test(spec)) return 'url';
  // npm's short form for GitHub: `owner/name`.
  return /^[\w.-]+\/[\w.-]+(#.*)?$/.test(spec) ? 'git' : 'registry';
}
