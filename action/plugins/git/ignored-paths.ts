import { Buffer } from 'node:buffer';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { UntrustedFile } from '../../core/services/source-control-service.ts';
import { encodeBase64 } from '../../domain/base64.ts';
import { Failure } from '../../domain/failure.ts';
import { printablePath } from '../../domain/path-bytes.ts';
import type { Git } from './git.ts';
import { splitNul } from './list-tree.ts';
import { staysInside, whyPathRefused } from './path-rules.ts';

/** In front of every path: a name like `:(glob)*` would be read as a pattern otherwise. */
const here = Buffer.from('./');

/**
 * Which untracked paths the rules leave out, as base64 of their bytes. git's own matcher is
 * asked, over a folder that holds the rules and nothing else. A path that could not be part
 * of a candidate is never ignored: `derive` gets to refuse it.
 */
export async function ignoredPaths(
  place: { readonly git: Git; readonly home: string; readonly seconds: number },
  ignoreFiles: readonly UntrustedFile[],
  untracked: readonly Uint8Array[],
): Promise<ReadonlySet<string>> {
  const asked = untracked.filter(staysInside);
  if (asked.length === 0 || ignoreFiles.length === 0) return new Set();
  const folder = await mkdtemp(join(place.home, 'ignore-'));
  try {
    for (const file of ignoreFiles) await writeRules(folder, file);
    return await askGit(place, folder, asked);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function askGit(
  { git, seconds }: { readonly git: Git; readonly seconds: number },
  folder: string,
  asked: readonly Uint8Array[],
): Promise<ReadonlySet<string>> {
  const answer = await git.ask({
    args: ['check-ignore', '-z', '--stdin', '--no-index'],
    cwd: folder,
    variables: { GIT_WORK_TREE: folder },
    input: asked.map((path) => Buffer.concat([here, path, Buffer.from([0])])),
    // Rules that take too long fail the run: half an answer could hide files.
    timeoutSeconds: seconds,
  });
  if (answer.exitCode !== 0 && answer.exitCode !== 1)
    throw new Failure({
      code: 'invalid-answer',
      tell: 'git could not evaluate the .gitignore rules of the candidate.',
      cause: new Error(JSON.stringify(answer.stderr.slice(0, 1_000))),
    });
  return new Set(splitNul(answer.stdout).map((path) => encodeBase64(path.subarray(here.length))));
}

/** The folder is ours and holds no links, so a path without `..` stays inside it. */
async function writeRules(folder: string, file: UntrustedFile): Promise<void> {
  const path = Buffer.from(file.path);
  const cut = path.lastIndexOf('/');
  const name = path.subarray(cut + 1).toString('latin1');
  if (name !== '.gitignore' || whyPathRefused(path, 3_000)) throw badRules(path);
  const root = Buffer.from(`${folder}/`);
  try {
    await mkdir(Buffer.concat([root, path.subarray(0, Math.max(cut, 0))]), { recursive: true });
    await writeFile(Buffer.concat([root, path]), file.content, { flag: 'wx' });
  } catch (cause) {
    throw badRules(path, cause);
  }
}

function badRules(path: Uint8Array, cause?: unknown): Failure {
  return new Failure({
    code: 'invalid-answer',
    tell: `The ignore rules in ${printablePath(path)} can not be evaluated.`,
    cause,
  });
}
