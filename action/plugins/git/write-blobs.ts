import { Buffer } from 'node:buffer';
import { GitObjectId } from '../../domain/ids.ts';
import type { Git } from './git.ts';

/**
 * Stores contents as blobs, byte for byte: no filter, no line ending conversion, and the ids
 * are git's own. One `fast-import` takes them all, whose stream is framed by lengths, so
 * that no content can be read as a command.
 */
export async function writeBlobs(
  git: Git,
  contents: readonly Uint8Array[],
): Promise<readonly GitObjectId[]> {
  if (contents.length === 0) return [];
  const { stdout } = await git.must({
    args: ['fast-import', '--quiet', '--done'],
    input: blobStream(contents),
    timeoutSeconds: 120,
  });
  return stdout
    .toString('latin1')
    .trimEnd()
    .split('\n')
    .map((id) => GitObjectId.parse(id));
}

function* blobStream(contents: readonly Uint8Array[]): Generator<Uint8Array> {
  for (const [index, content] of contents.entries()) {
    yield Buffer.from(`blob\nmark :${index + 1}\ndata ${content.length}\n`);
    yield content;
    yield Buffer.from(`\nget-mark :${index + 1}\n`);
  }
  yield Buffer.from('done\n');
}
