import type { ActiveRun } from './active-run.ts';
import type { FinishInputs } from './finish-inputs.ts';

/** How a run ends that nobody ended. */
export interface Ending {
  readonly runId: string;
  readonly state: 'cancelled' | 'failed';
  readonly stoppedAt: string;
  readonly because: string;
  readonly doThis: string;
  /** The log of the workflow run. */
  readonly logUrl: string | undefined;
}

export function endingOf(
  { runId, stage, repository: { owner, name } }: ActiveRun,
  { cancelled, label, github }: Pick<FinishInputs, 'cancelled' | 'label' | 'github'>,
): Ending {
  const again = `put the label "${label}" on again, or comment /patchplane rerun`;
  const page = `${github.serverUrl}/${owner}/${name}/actions/runs/${github.runId}`;
  return {
    runId,
    state: cancelled ? 'cancelled' : 'failed',
    stoppedAt: stage ?? 'a stage that it could not tell any more',
    because: cancelled
      ? 'the job was cancelled, or ran out of its time'
      : 'the job ended without a word: it was killed, lost its runner or ran out of memory',
    doThis: cancelled ? again : `look at the end of the job's log, then ${again}`,
    logUrl: github.runId === undefined ? undefined : page,
  };
}

export function endingTitle({ state, stoppedAt }: Ending): string {
  return `${state === 'cancelled' ? 'Cancelled' : 'Failed'} at ${stoppedAt}`;
}

/** The verdict first; every word of it is ours. */
export function endingText(ending: Ending): string {
  const { runId, stoppedAt, because, doThis, logUrl } = ending;
  return [
    `**PatchPlane: ${endingTitle(ending).toLowerCase()}**. Nothing was published.`,
    '',
    `- Stopped at: ${stoppedAt}`,
    `- Because: ${because}`,
    `- Do this: ${doThis}`,
    '',
    `Run \`${runId}\`${logUrl === undefined ? '' : ` · [log](${logUrl})`}`,
    '',
  ].join('\n');
}
