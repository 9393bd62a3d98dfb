import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { GitObjectId, RunId } from '../domain/ids.ts';
import { RunMarker } from '../domain/run-marker.ts';

/**
 * A run that this job has under way, as the step after a dead door needs it: where people look
 * at it, and what may have been left running.
 */
export const ActiveRun = z.strictObject({
  runId: RunId,
  repository: z.strictObject({
    externalId: z.string().regex(/^\d{1,20}$/),
    owner: z.string().min(1),
    name: z.string().min(1),
  }),
  /** The issue or pull request that the comment is on. */
  issueNumber: z.int().positive().optional(),
  /** The commit that carries the check, once there is one. */
  headSha: GitObjectId.optional(),
  /** Of the comment, as it was last written. */
  marker: RunMarker,
  /** What is being done: one of our own words. */
  stage: z
    .string()
    .regex(/^[a-z][a-z -]{0,40}$/)
    .optional(),
});
export type ActiveRun = z.infer<typeof ActiveRun>;

/** Call it when the run has its id, and again as often as something of it changes. */
export function markActive(stateDir: string, run: ActiveRun): void {
  mkdirSync(stateDir, { recursive: true });
  const file = fileIn(stateDir);
  // Moved into its place whole: this process may be killed at any moment.
  writeFileSync(`${file}.new`, JSON.stringify(ActiveRun.parse(run)));
  renameSync(`${file}.new`, file);
}

/** Call it when people were told how the run ended, or that it waits for them. */
export function clearActive(stateDir: string): void {
  rmSync(fileIn(stateDir), { force: true });
}

/** Undefined where the job ended properly; throws where the file is not one of ours. */
export function readActive(stateDir: string): ActiveRun | undefined {
  try {
    return ActiveRun.parse(JSON.parse(readFileSync(fileIn(stateDir), 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function fileIn(stateDir: string): string {
  return join(stateDir, 'active.json');
}
