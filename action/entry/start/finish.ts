import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import type { RunResult } from '../../domain/run-result.ts';
import type { Cloud } from '../../embedded/cloud.ts';
import { deliver } from '../../embedded/deliver.ts';
import { exitCodes } from '../door.ts';
import type { Display } from './display.ts';
import type { Flags } from './flags.ts';
import type { LoopEnd } from './loop.ts';
import { resultOf } from './result.ts';
import { tellEnd } from './tell-end.ts';

export interface Ended {
  readonly end: LoopEnd;
  readonly flags: Flags;
  readonly cloud: Pick<Cloud, 'hosted'>;
  readonly stateDir: string;
  readonly display: Display;
}

/** Writes `result.json`, hands the branch over, says how it went. Returns the exit code. */
export async function finish({ end, flags, cloud, stateDir, display }: Ended): Promise<number> {
  const result = resultOf(end);
  if (flags.out !== undefined) writeResult(flags.out, result);
  const undelivered = await handOver(result, flags, cloud, stateDir);
  const trouble = [end.trouble, undelivered].filter((sentence) => sentence !== undefined);
  tellEnd({ end, result, trouble, flags, display });
  return trouble.length === 0 && didWhatWasAsked(flags.decide, result)
    ? exitCodes.done
    : exitCodes.endedOtherwise;
}

/** A person at the page may answer either way; both are what was asked. */
function didWhatWasAsked(decide: Flags['decide'], { run }: RunResult): boolean {
  if (decide === 'reject') return run.state === 'rejected';
  if (decide === 'approve') return run.state === 'published';
  return run.state === 'published' || run.state === 'rejected';
}

function writeResult(path: string, result: RunResult): void {
  try {
    writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`);
  } catch (cause) {
    throw new Failure({
      code: 'unavailable',
      tell: `--out ${JSON.stringify(path)} could not be written. The run's bundle is in ${result.provenance.bundle}`,
      cause,
    });
  }
}

/** Returns what a person has to do where their repository did not take the branch. */
async function handOver(
  { publication, run }: RunResult,
  { repo }: Pick<Flags, 'repo'>,
  { hosted }: Pick<Cloud, 'hosted'>,
  stateDir: string,
): Promise<string | undefined> {
  const { branch } = publication;
  if (repo === undefined || branch === null || publication.status !== 'published') return undefined;
  const keepAt = join(stateDir, 'undelivered', `${run.id}.bundle`);
  const delivery = await deliver({ bareDir: hosted.bareDir, path: repo, branch, keepAt });
  if (delivery.status === 'delivered') return undefined;
  return `The branch was published but ${repo} did not take it (${delivery.because}). It is kept: git fetch ${delivery.file} refs/heads/${branch}`;
}
