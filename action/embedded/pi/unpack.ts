import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gunzipSync } from 'node:zlib';
import { extract } from 'tar-stream';

/**
 * Unpacks an npm tarball: files only, below its one top folder. Links and paths that lead
 * elsewhere are left out; npm packages have none.
 */
export async function unpackTarball(tarball: Uint8Array, folder: string): Promise<void> {
  const entries = Readable.from([gunzipSync(tarball)]).pipe(extract());
  for await (const entry of entries) {
    const path = insidePath(entry.header.name);
    if (entry.header.type !== 'file' || path === undefined) {
      entry.resume();
      continue;
    }
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await pipeline(entry, createWriteStream(target));
  }
}

/** Without the top folder (`package/`); undefined for what would leave the target. */
function insidePath(name: string): string | undefined {
  const path = normalize(name.slice(name.indexOf('/') + 1));
  const leaves = path === '..' || path.startsWith(`..${sep}`) || path.startsWith(sep);
  return leaves || path === '.' || path.includes('\0') ? undefined : path;
}
