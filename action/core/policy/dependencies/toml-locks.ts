import { parse } from 'smol-toml';
import { z } from 'zod';
import type { Locked, PackageSource } from './locked.ts';

const text = z.string().optional().catch(undefined);
const File = z.looseObject({ url: text, hash: text });

const UvPackage = z.looseObject({
  name: z.string(),
  version: text,
  source: z
    .looseObject({
      registry: text,
      git: text,
      url: text,
      path: text,
      editable: text,
      virtual: text,
    })
    .optional(),
  sdist: File.optional().catch(undefined),
  wheels: z.array(File).optional().catch(undefined),
});

/** `uv.lock`. */
export function readUvLock(content: string): readonly Locked[] {
  const { package: packages } = z
    .looseObject({ package: z.array(UvPackage).optional() })
    .parse(parse(content));
  return (packages ?? []).map(({ name, version, source = {}, sdist, wheels }) => {
    const files = [...(sdist ? [sdist] : []), ...(wheels ?? [])];
    return {
      name,
      version: version ?? '',
      ...uvSource(source, files[0]?.url),
      integrity: hashes(files),
      // A source distribution runs its own build when it is installed.
      runsAtInstall: source.registry ? sdist !== undefined && !wheels?.length : undefined,
    };
  });
}

function uvSource(
  source: NonNullable<z.infer<typeof UvPackage>['source']>,
  file: string | undefined,
): Pick<Locked, 'source' | 'address'> {
  if (source.git) return { source: 'git', address: source.git };
  if (source.url) return { source: 'url', address: source.url };
  if (source.registry) return { source: 'registry', address: file ?? source.registry };
  return { source: 'local', address: undefined };
}

const PoetryPackage = z.looseObject({
  name: z.string(),
  version: text,
  files: z.array(File).optional().catch(undefined),
  source: z.looseObject({ type: text, url: text }).optional().catch(undefined),
});

/** `poetry.lock`; the older ones keep all digests at the end. */
export function readPoetryLock(content: string): readonly Locked[] {
  const { package: packages, metadata } = z
    .looseObject({
      package: z.array(PoetryPackage).optional(),
      metadata: z
        .looseObject({ files: z.record(z.string(), z.array(File)).optional().catch(undefined) })
        .optional(),
    })
    .parse(parse(content));
  return (packages ?? []).map(({ name, version, files, source }) => ({
    name,
    version: version ?? '',
    source: poetrySource(source?.type),
    address: source?.url,
    integrity: hashes(files ?? metadata?.files?.[name] ?? []),
    runsAtInstall: undefined,
  }));
}

function poetrySource(type: string | undefined): PackageSource {
  if (type === 'git' || type === 'url') return type;
  return type === 'directory' || type === 'file' ? 'local' : 'registry';
}

/** `sha256:…` as `sha256-…`. */
function hashes(files: readonly z.infer<typeof File>[]): readonly string[] {
  return files.flatMap(({ hash }) => (hash ? [hash.replace(':', '-')] : [])).sort();
}

const CargoPackage = z.looseObject({
  name: z.string(),
  version: text,
  source: text,
  checksum: text,
});

/** `Cargo.lock`. */
export function readCargoLock(content: string): readonly Locked[] {
  const { package: packages } = z
    .looseObject({ package: z.array(CargoPackage).optional() })
    .parse(parse(content));
  return (packages ?? []).map(({ name, version, source, checksum }) => ({
    name,
    version: version ?? '',
    source: cargoSource(source),
    address: source,
    integrity: checksum ? [`sha256-${checksum}`] : [],
    runsAtInstall: undefined,
  }));
}

function cargoSource(source: string | undefined): PackageSource {
  if (source === undefined) return 'local';
  return source.startsWith('git+') ? 'git' : 'registry';
}
