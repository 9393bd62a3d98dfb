import { parse } from 'yaml';
import { z } from 'zod';
import { integrityOf, sourceOfAddress } from './javascript-locks.ts';
import type { Locked } from './locked.ts';

const text = z.string().optional().catch(undefined);

const PnpmEntry = z.looseObject({
  resolution: z
    .looseObject({ integrity: text, tarball: text, repo: text, type: text, directory: text })
    .optional(),
  requiresBuild: z.boolean().optional().catch(undefined),
});

const PnpmLock = z.looseObject({ packages: z.record(z.string(), PnpmEntry).nullish() });

/** `pnpm-lock.yaml`, versions 5 to 9. An alias in it is none of pnpm's. */
export function readPnpmLock(content: string): readonly Locked[] {
  const { packages } = PnpmLock.parse(parse(content, { maxAliasCount: 0 }));
  return Object.entries(packages ?? {}).map(([key, { resolution = {}, requiresBuild }]) => {
    const { name, version } = identity(key);
    const address = resolution.repo ?? resolution.tarball;
    const git = resolution.type === 'git' || resolution.repo !== undefined;
    const local = resolution.type === 'directory' || resolution.directory !== undefined;
    return {
      name,
      version,
      source: local ? 'local' : git ? 'git' : sourceOfAddress(address),
      address,
      integrity: integrityOf(resolution.integrity),
      runsAtInstall: requiresBuild,
    };
  });
}

/** `/name/1.0.0`, `/name@1.0.0(peer)` or `name@1.0.0`. */
function identity(key: string): { readonly name: string; readonly version: string } {
  const plain = key.replace(/^\//, '').replace(/[(_].*$/, '');
  const at = plain.indexOf('@', 1);
  if (at > 0) return { name: plain.slice(0, at), version: plain.slice(at + 1) };
  const slash = plain.lastIndexOf('/');
  return { name: plain.slice(0, Math.max(slash, 0)), version: plain.slice(slash + 1) };
}
