import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * The npm that came with this Node, so that `npm test` works inside a jail. A distribution's own
 * npm is below `/usr`, which jails have anyway.
 */
export function npmFolder(nodeBin: string): { npmDir?: string } {
  const npmDir = resolve(dirname(nodeBin), '..', 'lib', 'node_modules', 'npm');
  return existsSync(resolve(npmDir, 'bin', 'npm-cli.js')) ? { npmDir } : {};
}
