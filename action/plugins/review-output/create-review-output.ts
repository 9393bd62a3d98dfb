import { randomBytes } from 'node:crypto';
import { lstat, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { ReviewOutput } from '../../core/services/review-output.ts';
import { Failure } from '../../domain/failure.ts';

/**
 * Artifacts in a folder. `folder` and `within` are absolute; whatever lies between them may come
 * from whoever wrote the change, so no link there is followed. A file is written beside its
 * place and moved there, which replaces a link instead of writing through it.
 */
export function createReviewOutput(folder: string, within: string): ReviewOutput {
  return {
    async write(files, stale) {
      await makeFolder(folder, within);
      for (const { name, content } of files) await replace(join(folder, name), content);
      for (const name of stale) await rm(join(folder, name), { force: true });
    },
  };
}

async function makeFolder(folder: string, within: string): Promise<void> {
  const inner = relative(within, folder);
  const steps = inner === '' || inner.startsWith('..') ? [] : inner.split(sep);
  let path = within;
  for (const step of steps) {
    path = join(path, step);
    const entry = await lstat(path).catch(() => undefined);
    if (entry && !entry.isDirectory()) throw refusal('is a link or a file, not a folder');
    if (!entry) await mkdir(path).catch(refuse);
  }
  await mkdir(folder, { recursive: true }).catch(refuse);
}

async function replace(path: string, content: string): Promise<void> {
  const beside = join(dirname(path), `.${randomBytes(8).toString('hex')}.tmp`);
  try {
    // `wx`: the name is new, or this fails.
    const file = await open(beside, 'wx', 0o644);
    try {
      await file.writeFile(content);
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (cause) {
    await rm(beside, { force: true });
    refuse(cause);
  }
}

function refuse(cause: unknown): never {
  throw refusal('can not be written', cause);
}

function refusal(problem: string, cause?: unknown): Failure {
  return new Failure({
    code: 'misconfigured',
    tell: `CONFIG_ERROR: the output folder ${problem}. Give a writable one with AI_REVIEW_OUTPUT_DIR or --output-dir.`,
    cause,
  });
}
