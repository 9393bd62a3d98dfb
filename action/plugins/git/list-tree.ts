import type { Buffer } from 'node:buffer';
import type { BaseFile } from '../../core/services/source-control-service.ts';
import { Failure } from '../../domain/failure.ts';
import { GitObjectId } from '../../domain/ids.ts';
import type { Git } from './git.ts';

/** Every file, link and submodule of a tree, in git's order. */
export async function listTree(git: Git, tree: GitObjectId): Promise<readonly BaseFile[]> {
  const { stdout } = await git.must({
    args: ['ls-tree', '-r', '-z', '--full-tree', GitObjectId.parse(tree)],
    maxOutputBytes: 256 * 1024 * 1024,
  });
  return splitNul(stdout).map((line) => {
    const tab = line.indexOf(0x09);
    const [mode, , blob] = line.subarray(0, tab).toString('latin1').split(' ');
    if (tab < 0 || mode === undefined || blob === undefined) throw unreadable();
    return { mode, blob: GitObjectId.parse(blob), path: line.subarray(tab + 1) };
  });
}

/** The pieces of NUL-terminated output. */
export function splitNul(bytes: Buffer): readonly Buffer[] {
  const pieces: Buffer[] = [];
  let from = 0;
  for (let end = bytes.indexOf(0); end >= 0; end = bytes.indexOf(0, from)) {
    pieces.push(bytes.subarray(from, end));
    from = end + 1;
  }
  if (from < bytes.length) throw unreadable();
  return pieces;
}

function unreadable(): Failure {
  return new Failure({ code: 'invalid-answer', tell: 'git listed a tree in an unknown form.' });
}
