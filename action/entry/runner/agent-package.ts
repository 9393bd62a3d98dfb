import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { downloadPackage } from '../../embedded/pi/download.ts';
import { pinnedPi } from '../../embedded/pi/pinned.ts';
import { registryOf } from '../../embedded/pi/registry.ts';
import type { AgentPackage } from '../../plugins/daytona/tools-inside.ts';

/**
 * Pi for sandboxes whose image does not have it: the pinned tarball, fetched by the job, checked
 * against its integrity, and carried in. Fetched once, and only when a sandbox lacks it.
 */
export function agentPackage(tempDir: string): AgentPackage {
  let fetching: Promise<Uint8Array> | undefined;
  return {
    version: pinnedPi.version,
    entry: pinnedPi.entry,
    tarball: () => {
      fetching ??= fetchTarball(tempDir);
      return fetching;
    },
  };
}

async function fetchTarball(tempDir: string): Promise<Uint8Array> {
  await mkdir(tempDir, { recursive: true });
  const folder = await mkdtemp(join(tempDir, 'patchplane-pi-'));
  try {
    const registry = registryOf(process.env);
    return await downloadPackage(pinnedPi, { registry, npm: ['npm'], folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
