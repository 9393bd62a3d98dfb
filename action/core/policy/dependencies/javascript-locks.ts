import { parse as parseJsonc } from 'jsonc-parser';
import { z } from 'zod';
import type { Locked, PackageSource } from './locked.ts';
import { sourceOfSpec } from './locked.ts';

const text = z.string().optional().catch(undefined);

const NpmEntry = z.looseObject({
  version: text,
  resolved: text,
  integrity: text,
  hasInstallScript: z.boolean().optional().catch(undefined),
  link: z.boolean().optional().catch(undefined),
  inBundle: z.boolean().optional().catch(undefined),
  dependencies: z.unknown().optional(),
});

const NpmLock = z.looseObject({
  packages: z.record(z.string(), NpmEntry).optional(),
  dependencies: z.record(z.string(), NpmEntry).optional(),
});

/** `package-lock.json` and `npm-shrinkwrap.json`, versions 1 to 3. */
export function readNpmLock(content: string): readonly Locked[] {
  const { packages, dependencies } = NpmLock.parse(JSON.parse(content));
  if (!packages) return nested(dependencies ?? {}, 0);
  return Object.entries(packages).flatMap(([place, entry]) => {
    const name = place.split('node_modules/').at(-1) ?? place;
    return place.includes('node_modules/') ? [npmEntry(name, entry)] : [];
  });
}

/** Version 1 nests what a package needs below it. */
function nested(
  entries: Readonly<Record<string, z.infer<typeof NpmEntry>>>,
  depth: number,
): Locked[] {
  if (depth > 50) throw new RangeError('nested too deeply');
  return Object.entries(entries).flatMap(([name, entry]) => {
    const below = z.record(z.string(), NpmEntry).safeParse(entry.dependencies);
    return [npmEntry(name, entry), ...(below.success ? nested(below.data, depth + 1) : [])];
  });
}

function npmEntry(name: string, entry: z.infer<typeof NpmEntry>): Locked {
  const address = entry.resolved ?? (addressed(entry.version) ? entry.version : undefined);
  return {
    name,
    version: entry.version ?? '',
    source: entry.link || entry.inBundle ? 'local' : sourceOfAddress(address),
    address,
    integrity: integrityOf(entry.integrity),
    runsAtInstall: entry.hasInstallScript ?? false,
  };
}

function addressed(version: string | undefined): boolean {
  return version !== undefined && /^[a-z+]+:|\//i.test(version);
}

/** A registry serves `/name/-/file.tgz`; any other address is somebody's own. */
export function sourceOfAddress(address: string | undefined): PackageSource {
  if (address === undefined) return 'registry';
  if (/^(file|link|workspace):|^\.{0,2}\//.test(address)) return 'local';
  if (/\/-\/[^/]+\.tgz/.test(address)) return 'registry';
  const source = sourceOfSpec(address);
  return source === 'url' && /codeload\.github\.com|\/(archive|tarball)\//.test(address)
    ? 'git'
    : source;
}

/** Digests of a subresource-integrity text. */
export function integrityOf(value: string | undefined): readonly string[] {
  return (value ?? '').split(/\s+/).filter(Boolean).sort();
}

const BunEntry = z.tuple([z.string()], z.unknown());

/** `bun.lock`: JSON with commas too many. */
export function readBunLock(content: string): readonly Locked[] {
  const parsed: unknown = parseJsonc(content, [], { allowTrailingComma: true });
  const { packages } = z.looseObject({ packages: z.record(z.string(), BunEntry) }).parse(parsed);
  return Object.values(packages).map(([id, ...rest]) => {
    const at = id.lastIndexOf('@');
    const version = id.slice(at + 1);
    const texts = rest.filter((part) => typeof part === 'string');
    const address = texts.find((part) => /^https?:/.test(part));
    const spec = sourceOfSpec(version);
    return {
      name: id.slice(0, at),
      version,
      source: spec === 'registry' ? sourceOfAddress(address) : spec,
      address: spec === 'registry' ? address : version,
      integrity: texts.filter((part) => /^sha\d+-/.test(part)).sort(),
      runsAtInstall: undefined,
    };
  });
}
