import { parseSyml } from '@yarnpkg/parsers';
import { z } from 'zod';
import { integrityOf, sourceOfAddress } from './javascript-locks.ts';
import { type Locked, type PackageSource, sourceOfSpec } from './locked.ts';

const text = z.string().optional().catch(undefined);

const Entry = z.looseObject({
  version: text,
  resolved: text,
  integrity: text,
  resolution: text,
  checksum: text,
});

/** `yarn.lock`, of Yarn 1 and of the later ones. */
export function readYarnLock(content: string): readonly Locked[] {
  const parsed = z.record(z.string(), z.unknown()).parse(parseSyml(content));
  return Object.entries(parsed)
    .filter(([key]) => key !== '__metadata')
    .map(([key, value]) => {
      const entry = Entry.parse(value);
      return entry.resolution === undefined ? classic(key, entry) : berry(entry.resolution, entry);
    });
}

function classic(key: string, { version, resolved, integrity }: z.infer<typeof Entry>): Locked {
  const [first = key] = key.split(',');
  const [address, fragment] = (resolved ?? '').split('#');
  const sha1 = /^[0-9a-f]{40}$/.test(fragment ?? '') ? [`sha1-${fragment}`] : [];
  const digests = integrityOf(integrity);
  return {
    name: nameOf(first.trim()),
    version: version ?? '',
    source: sourceOfAddress(address || undefined),
    address: resolved?.includes('#') && sha1.length === 0 ? resolved : address || undefined,
    integrity: digests.length > 0 ? digests : sha1,
    runsAtInstall: undefined,
  };
}

function berry(resolution: string, { version, checksum }: z.infer<typeof Entry>): Locked {
  const name = nameOf(resolution);
  const reference = resolution.slice(name.length + 1);
  const source = berrySource(reference);
  return {
    name,
    version: version ?? '',
    source,
    address: source === 'git' || source === 'url' ? reference : archiveOf(reference),
    // `10c0/9f8b…`: a cache key, then a SHA-512.
    integrity: checksum ? [`sha512-${checksum.split('/').at(-1) ?? checksum}`] : [],
    runsAtInstall: undefined,
  };
}

function berrySource(reference: string): PackageSource {
  if (/^(workspace|portal|link|file|patch|virtual|exec):/.test(reference)) return 'local';
  if (reference.startsWith('npm:')) return 'registry';
  return sourceOfSpec(reference);
}

/** A registry of its own stands behind the version: `npm:1.0.0::__archiveUrl=https%3A…`. */
function archiveOf(reference: string): string | undefined {
  const found = /__archiveUrl=([^&]+)/.exec(reference)?.[1];
  return found === undefined ? undefined : decodeURIComponent(found);
}

/** `@scope/name@anything`. */
function nameOf(descriptor: string): string {
  const at = descriptor.indexOf('@', 1);
  return at < 0 ? descriptor : descriptor.slice(0, at);
}
