import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..', '..');

/** Made by machines or by others; nobody here answers for how they read. */
const notOurs =
  /(^|\/)(node_modules|dist|build|coverage|_generated|\.git|\.patchplane|\.next|next-env\.d\.ts)(\/|$)/;

/** Every file under a folder that somebody here wrote, as paths from the root, sorted. */
export function filesUnder(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = relative(root, join(root, folder, entry.name));
      if (notOurs.test(path)) return [];
      return entry.isDirectory() ? filesUnder(path) : [path];
    })
    .sort();
}

export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
