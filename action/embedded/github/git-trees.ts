import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Git } from './git.ts';

/** What becomes of one path: an object at that mode, or nothing. */
export interface TreeEdit {
  readonly path: string;
  readonly mode: string;
  readonly sha: string | null;
}

export type BuiltTree =
  | { readonly kind: 'built'; readonly sha: string }
  | { readonly kind: 'refused'; readonly because: string };

/** Applies edits to a tree in a temporary index. Git itself refuses paths like `.git/config`. */
export async function buildTree(
  git: Git,
  baseTree: string | undefined,
  edits: readonly TreeEdit[],
): Promise<BuiltTree> {
  const index = join(tmpdir(), `patchplane-index-${randomUUID()}`);
  const env = { GIT_INDEX_FILE: index };
  try {
    await git.bytes(baseTree ? ['read-tree', baseTree] : ['read-tree', '--empty'], { env });
    for (const part of [edits.filter(isDeletion), edits.filter(isFile)]) {
      const result = await git.run(['update-index', '-z', '--replace', '--index-info'], {
        env,
        input: part.map(indexLine).join(''),
      });
      // Git leaves out a path that it refuses, says so, and still ends well.
      if (result.code !== 0 || result.stderr !== '') return refused(result.stderr);
    }
    const written = await git.run(['write-tree'], { env });
    if (written.code !== 0) return refused(written.stderr);
    return { kind: 'built', sha: written.stdout.toString('utf8').trim() };
  } finally {
    await rm(index, { force: true });
  }
}

function isDeletion(edit: TreeEdit): boolean {
  return edit.sha === null;
}

function isFile(edit: TreeEdit): boolean {
  return edit.sha !== null;
}

function indexLine({ path, mode, sha }: TreeEdit): string {
  return sha === null ? `0 ${'0'.repeat(40)}\t${path}\0` : `${mode} ${sha} 0\t${path}\0`;
}

function refused(stderr: string): BuiltTree {
  return { kind: 'refused', because: stderr.trim().split('\n')[0] ?? '' };
}
