import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bundle } from '../../core/bundle.ts';
import { type Replay, replay } from '../../core/replay/replay.ts';
import type { ReplayPlace } from '../../core/replay/replay-verification.ts';
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
  const replayed =
    repository === undefined
      ? await replay(bundle, undefined)
      : await replayIn(surroundings, bundle, repository);
  answer(surroundings, { reproduces: comesOutAgain(replayed), ...replayed }, linesOf(replayed));
  return comesOutAgain(replayed) ? exitCodes.done : exitCodes.endedOtherwise;
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

/** What was not done again is not said to differ; what was done has to agree. */
function comesOutAgain(replayed: Replay): boolean {
  if (replayed.kind === 'impossible') return false;
  const { policy, verification } = replayed;
  const agrees =
    verification.kind === 'not-done' || (verification.reproduces && verification.facts.reproduces);
  return policy.reproduces && agrees;
}

function linesOf(replayed: Replay): readonly string[] {
  if (replayed.kind === 'impossible') return [`Can not be replayed: ${oneLine(replayed.because)}`];
  const { runId, policy, verification } = replayed;
  const { sealed, now, earlierForm } = policy;
  return [
    policy.reproduces
      ? `Policy: reproduces, ${now.outcome}, digest ${now.digest}${earlierForm ? ' (sealed in an earlier form, judged as it was done then)' : ''}`
      : `Policy: differs: sealed ${sealed.outcome} ${sealed.digest ?? ''}, now ${now.outcome} ${now.digest}`,
    ...verificationLines(verification),
    `${runId}: ${conclusion(replayed)}`,
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

function conclusion(replayed: Extract<Replay, { kind: 'replayed' }>): string {
  if (!comesOutAgain(replayed)) return 'the verdict does not reproduce';
  return replayed.verification.kind === 'done'
    ? 'the verdict reproduces'
    : 'the verdict reproduces from the sealed facts';
}
