import { digestOf } from '../domain/digest.ts';
import type { RunId } from '../domain/ids.ts';
import type { PublicationEvent } from '../domain/publication-event.ts';
import type { RunState } from '../domain/run-state.ts';
import type { ModelUsage } from '../domain/runtime-event.ts';
import type { StageWatcher } from './advance.ts';
import type { Attempt, Parts } from './attempt.ts';
import type { Context } from './context.ts';
import { type ActiveRun, activeRunOf, markerOf, orNote, placeOf } from './propose-opening.ts';
import { shownStages } from './propose-stages.ts';
import { stageInWords } from './report/stage-words.ts';
import type { ProposeServices } from './services/propose-services.ts';
import type { Published, RunLabel } from './services/source-control-service.ts';
import { openCheck } from './workflows/feedback/open-check.ts';
import { createProgress } from './workflows/feedback/progress.ts';

/** Everything that people see of a run before it ended. */
export interface Voice extends StageWatcher {
  /** Somebody who may asked, and the run goes on: the label says so. */
  pickedUp(admitted: Attempt<'request' | 'access'>): Promise<void>;
  /** There is a commit to put the check on. */
  frozen(frozen: Attempt<'request' | 'access' | 'base'>): Promise<void>;
  spent(usage: ModelUsage): void;
  /** Nothing more is written about stages: the ending speaks now. */
  quiet(): Promise<void>;
  label(state: RunState): Promise<void>;
}

export interface VoiceSettings {
  readonly checkOnBase: boolean;
  readonly runUrl: (runId: RunId) => string | undefined;
  readonly jobUrl?: string | undefined;
  readonly onActive?: (run: ActiveRun) => void;
}

export function createVoice(
  request: Parts['request'],
  { feedback, telemetry, storage }: Pick<ProposeServices, 'feedback' | 'telemetry' | 'storage'>,
  settings: VoiceSettings,
  { now, secrets }: Pick<Context, 'now' | 'secrets'>,
): Voice {
  const { repository, run } = request;
  const isPullRequest = request.intake.externalRef.pullRequest !== undefined;
  // A pull request has its check; labels would come and go with every push.
  const labelled = isPullRequest ? undefined : placeOf(request);
  let isPickedUp = false;
  let active = activeRunOf(request);
  const nowActive = (change: Pick<ActiveRun, 'stage' | 'headSha'>) => {
    active = { ...active, ...change };
    settings.onActive?.(active);
  };
  const progress = createProgress({
    ...{ feedback, telemetry, now, repository, secrets },
    issueNumber: placeOf(request),
    marker: markerOf(request),
    stages: shownStages(isPullRequest),
    runUrl: settings.jobUrl,
  });
  const setLabel = async (label: RunLabel) => {
    if (labelled === undefined) return;
    await orNote(telemetry, () => feedback.setRunLabel(repository, labelled, label));
  };
  return {
    stageStarted(stage) {
      progress.stageStarted(stage);
      nowActive({ stage: stageInWords(stage) });
    },
    stageEnded: progress.stageEnded,
    spent: ({ costUsd }) => progress.cost(costUsd),
    async quiet() {
      nowActive({ stage: stageInWords('seal') });
      await progress.finish();
    },
    async pickedUp(admitted) {
      if (admitted.stop) return;
      isPickedUp = true;
      progress.show();
      await setLabel('running');
    },
    async frozen(frozen) {
      if (frozen.stop) return;
      const { pullRequest, trusted } = frozen.parts.base;
      const ownCommit = settings.checkOnBase ? trusted.base.commit : undefined;
      const headSha = pullRequest?.headSha ?? ownCommit;
      if (headSha === undefined) return;
      nowActive({ headSha });
      const detailsUrl = settings.runUrl(run.id);
      const check = { headSha, runId: run.id, ...(detailsUrl ? { detailsUrl } : {}) };
      await orNote(telemetry, async () => {
        const opened = await openCheck(feedback, repository, check);
        await storage.createPublicationEvent(openedEvent(run.id, opened, headSha, now()));
      });
    },
    // A run that was turned away took no label, and one that is at work keeps its own.
    async label(state) {
      if (isPickedUp) await setLabel(state === 'awaiting-decision' ? 'needs-approval' : 'failed');
    },
  };
}

/** Which check that is: whoever has to end it for a job that died finds it there. */
function openedEvent(
  runId: RunId,
  { externalId, url }: Published,
  targetSha: string,
  createdAt: number,
): PublicationEvent {
  return {
    id: `publication-${digestOf({ runId, opened: externalId }).slice(0, 32)}`,
    workflowRunId: runId,
    provider: 'github',
    kind: 'check-run',
    status: 'published',
    idempotencyKey: `check-run:${externalId}:opened`,
    ...{ externalId, url, targetSha, createdAt },
  };
}
