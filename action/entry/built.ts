import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

export const root = resolve(import.meta.dirname, '..', '..');
export const dist = join(root, 'dist');
/** Says what the bundles were made of. */
export const stamp = join(dist, 'source.sha256');

/** Whether the bundles in dist are those of the sources beside them. */
export function distIsFresh(): boolean {
  return existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === sourceDigest();
}

/** What no shipped door is made of: the start door and the stand-ins that only it has. */
const notShipped = [
  join('action', 'entry', 'start'),
  ...['github', 'oidc', 'r2'].map((name) => join('action', 'embedded', name)),
];

/** Everything that a bundle is made of: our sources and the exact packages. */
export function sourceDigest(): string {
  const files = [join(root, 'package-lock.json'), ...list(join(root, 'action'))]
    .map((file) => relative(root, file).split(sep).join('/'))
    .filter((file) => !notShipped.some((folder) => file.startsWith(folder)))
    .sort();
  const hash = createHash('sha256');
  for (const file of files) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

export function list(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
