import { lstatSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * The folder that holds `.git`, from here upwards. Looked for here and not asked of git: a
 * repository's own configuration may name any folder of the machine as its work tree.
 */
export function findWorkTree(folder: string): string | undefined {
  for (let here = resolve(folder); ; here = dirname(here)) {
    if (exists(join(here, '.git'))) return here;
    if (dirname(here) === here) return undefined;
  }
}

function exists(path: string): boolean {
  const entry = lstatSync(path, { throwIfNoEntry: false });
  return entry !== undefined && (entry.isDirectory() || entry.isFile());
}
