import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePi } from '../../../action/embedded/pi-package.ts';
import { root } from '../../house/tree.ts';

/**
 * A runner's tool cache that has Pi in it, fetched once for all tests: a job of a test has no
 * npm settings of its own, and could fetch it only where there is a registry without any.
 */
export async function toolCacheIn(folder: string): Promise<string> {
  const shared = join(root, '.patchplane', 'cache');
  await ensurePi({ cacheDir: shared });
  const toolCache = join(folder, 'tool-cache');
  mkdirSync(toolCache);
  symlinkSync(shared, join(toolCache, 'patchplane'));
  return toolCache;
}
