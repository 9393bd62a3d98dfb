import { Buffer } from 'node:buffer';
import type {
  BaseFile,
  FrozenBase,
  UntrustedWorktree,
} from '../../core/services/source-control-service.ts';
import { GitObjectId } from '../../domain/ids.ts';
import { printablePath } from '../../domain/path-bytes.ts';
import type { Git } from './git.ts';
import { listTree } from './list-tree.ts';
import { pathKey } from './worktree-rules.ts';
import { writeBlobs } from './write-blobs.ts';

type ResultTree =
  | { readonly kind: 'tree'; readonly tree: GitObjectId }
  | { readonly kind: 'refused'; readonly because: string };

interface Place {
  readonly git: Git;
  readonly base: FrozenBase;
  /** A file name of its own for every result. */
  readonly index: string;
}

interface Entry {
  readonly path: Uint8Array;
  readonly mode: string;
  readonly blob: GitObjectId;
}

/** Base plus the files of a work tree. Only an index is touched; no file is ever checked out. */
export async function indexFromWorktree(
  place: Place & { readonly files: readonly BaseFile[] },
  { written, deleted }: UntrustedWorktree,
): Promise<ResultTree> {
  const known = new Set(place.files.map((file) => pathKey(file.path)));
  const unknown = deleted.find((path) => !known.has(pathKey(path)));
  if (unknown) return refusedPath(unknown, 'it is deleted and was never there');

  const blobs = await writeBlobs(
    place.git,
    written.map((file) => file.content),
  );
  const entries = written.flatMap(({ path, mode }, position): readonly Entry[] => {
    const blob = blobs[position];
    return blob ? [{ path, mode, blob }] : [];
  });
  const made = await indexWith(place, {
    args: ['update-index', '-z', '--index-info'],
    // Deletions first: a file can only become a folder when the file has gone.
    input: [...deleted.map((path) => removal(path, place.base)), ...entries.map(addition)],
  });
  if (made.kind === 'refused') return made;
  const expected = expectedEntries(place.files, entries, deleted);
  return whyDifferent(await listTree(place.git, made.tree), expected) ?? made;
}

/** Base plus a canonical patch. What `git apply` does not take is refused. */
export async function indexFromPatch(place: Place, patch: Uint8Array): Promise<ResultTree> {
  if (patch.length === 0) return { kind: 'tree', tree: place.base.tree };
  return await indexWith(place, {
    args: ['apply', '--cached', '--binary', '--whitespace=nowarn', '-'],
    input: [patch],
  });
}

async function indexWith(
  { git, base, index }: Place,
  step: { readonly args: readonly string[]; readonly input: readonly Uint8Array[] },
): Promise<ResultTree> {
  const variables = { GIT_INDEX_FILE: index };
  await git.must({ args: ['read-tree', GitObjectId.parse(base.tree)], variables });
  const answer = await git.ask({ ...step, variables, timeoutSeconds: 120 });
  if (answer.exitCode !== 0) {
    const words = printablePath(Buffer.from(answer.stderr.trimEnd()));
    return { kind: 'refused', because: `git refused the candidate: ${words}.` };
  }
  const { stdout } = await git.must({ args: ['write-tree'], variables });
  return { kind: 'tree', tree: GitObjectId.parse(stdout.toString('latin1').trim()) };
}

function removal(path: Uint8Array, base: FrozenBase): Uint8Array {
  return Buffer.concat([
    Buffer.from(`0 ${'0'.repeat(base.commit.length)}\t`),
    path,
    Buffer.from([0]),
  ]);
}

function addition({ path, mode, blob }: Entry): Uint8Array {
  return Buffer.concat([Buffer.from(`${mode} ${blob}\t`), path, Buffer.from([0])]);
}

function expectedEntries(
  base: readonly BaseFile[],
  written: readonly Entry[],
  deleted: readonly Uint8Array[],
): ReadonlyMap<string, Entry> {
  const expected = new Map<string, Entry>(base.map((file) => [pathKey(file.path), file]));
  for (const path of deleted) expected.delete(pathKey(path));
  for (const entry of written) expected.set(pathKey(entry.path), entry);
  return expected;
}

/**
 * `update-index --index-info` leaves out a path that it does not like and still succeeds, so
 * the tree it made is compared with the tree that was meant.
 */
function whyDifferent(
  tree: readonly BaseFile[],
  expected: ReadonlyMap<string, Entry>,
): Extract<ResultTree, { kind: 'refused' }> | undefined {
  const found = new Map(tree.map((file) => [pathKey(file.path), file]));
  for (const [key, meant] of expected) {
    const file = found.get(key);
    if (file?.mode !== meant.mode || file.blob !== meant.blob) return refusedPath(meant.path);
  }
  const stray = tree.find((file) => !expected.has(pathKey(file.path)));
  return stray && refusedPath(stray.path);
}

function refusedPath(
  path: Uint8Array,
  because = 'git does not take it (its name, or a file and a folder of one name)',
): Extract<ResultTree, { kind: 'refused' }> {
  return { kind: 'refused', because: `The path ${printablePath(path)} is refused: ${because}.` };
}
