import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bundle } from '../../core/bundle.ts';
import { type Replay, replay } from '../../core/replay/replay.ts';
import type { ReplayPlace } from '../../core/replay/replay-verification.ts';
import { Failure } from '../../domain/failure.ts';
import { readBundle } from '../bundle-folder.ts';
import { exitCodes } from '../door.ts';
import { oneLine } from '../one-line.ts';
import { answer, type Surroundings } from './surroundings.ts';

/**
 * `patchplane replay`: whether a sealed verdict comes out again. Policy is always judged again;
 * checks run again, in sandboxes of this machine, where a clone of the repository is given.
 */
export async function replayBundle(
  surroundings: Surroundings,
  folder: string,
  repository: string | undefined,
): Promise<number> {
  const bundle = readBundle(folder);
  const wanted = repository !== undefined;
  if (wanted) requireRepository(repository);
  const replayed = wanted
    ? await replayIn(surroundings, bundle, repository)
    : await replay(bundle, undefined);
  const reproduces = comesOutAgain(replayed, wanted);
  answer(surroundings, { reproduces, ...replayed }, linesOf(replayed, reproduces));
  return reproduces ? exitCodes.done : exitCodes.endedOtherwise;
}

/** A clone with a work tree, or a bare one. */
function requireRepository(path: string): void {
  const holds = (name: string) => existsSync(join(path, name));
  if (holds('.git') || (holds('HEAD') && holds('objects'))) return;
  throw new Failure({
    code: 'misconfigured',
    tell: `--repo is not a git repository: ${oneLine(path)}. Give the top folder of a clone that holds the run's base.`,
  });
}

async function replayIn(
  { environment, folder, writeError }: Surroundings,
  bundle: Bundle,
  repository: string,
): Promise<Replay> {
  const [{ createTrustedGit }, { createRunnerSandboxes }, { secretScannersOn }] = await Promise.all(
    [
      import('../../plugins/git/create-trusted-git.ts'),
      import('../runner/runner-sandboxes.ts'),
      import('../runner/secret-scanners.ts'),
    ],
  );
  const path = environment['PATH'] ?? '';
  const cloneUrl = () => pathToFileURL(repository).href;
  const opened = createRunnerSandboxes({
    cloneUrl,
    path,
    tempDir: environment['RUNNER_TEMP'] ?? tmpdir(),
    cacheDir: join(folder, '.patchplane', 'cache'),
    elsewhere: 'Without it, policy alone is judged again: leave --repo out.',
    note: writeError,
  });
  const place: ReplayPlace = {
    git: createTrustedGit({ cloneUrl, allowedProtocols: ['file'] }),
    sandboxes: opened.sandboxes,
    secretScanners: secretScannersOn(path),
  };
  try {
    return await replay(bundle, place);
  } finally {
    await opened.close();
  }
}

/**
 * What nobody asked to do again is not said to differ. What was asked for has to be done, and to
 * agree: a check that could not run again confirms nothing.
 */
function comesOutAgain(replayed: Replay, wanted: boolean): boolean {
  if (replayed.kind === 'impossible') return false;
  const { policy, verification } = replayed;
  const agrees =
    verification.kind === 'not-done'
      ? !wanted
      : verification.reproduces && verification.facts.reproduces;
  return policy.reproduces && agrees;
}

function linesOf(replayed: Replay, reproduces: boolean): readonly string[] {
  if (replayed.kind === 'impossible') return [`Can not be replayed: ${oneLine(replayed.because)}`];
  const { runId, policy, verification } = replayed;
  const { sealed, now, earlierForm } = policy;
  return [
    policy.reproduces
      ? `Policy: reproduces, ${now.outcome}, digest ${now.digest}${earlierForm ? ' (sealed in an earlier form, judged as it was done then)' : ''}`
      : `Policy: differs: sealed ${sealed.outcome} ${sealed.digest ?? ''}, now ${now.outcome} ${now.digest}`,
    ...verificationLines(verification),
    `${runId}: ${conclusion(replayed, reproduces)}`,
  ];
}

function verificationLines(
  verification: Extract<Replay, { kind: 'replayed' }>['verification'],
): readonly string[] {
  if (verification.kind === 'not-done')
    return [`Verification: not run again: ${oneLine(verification.because)}`];
  const { reproduces, differences, facts } = verification;
  return [
    `Verification: ${reproduces ? 'reproduces, every check and case ended as it is sealed' : 'differs'}`,
    ...differences.map((difference) => `  ${oneLine(difference)}`),
    facts.reproduces
      ? `Facts: reproduce, and give ${facts.outcome}`
      : `Facts: differ in ${facts.different.join(', ')}, and give ${facts.outcome}`,
  ];
}

function conclusion(
  { policy, verification }: Extract<Replay, { kind: 'replayed' }>,
  reproduces: boolean,
): string {
  const done = verification.kind === 'done';
  if (reproduces) return `the verdict reproduces${done ? '' : ' from the sealed facts'}`;
  return policy.reproduces && !done
    ? 'the verdict reproduces from the sealed facts, and nobody knows whether its checks do'
    : 'the verdict does not reproduce';
}
