import { stageWords } from '../../../action/domain/stage-words.ts';
import type { RunView } from '../../contract/run-view.ts';

/** Three fixed lines about a run that did not go well: no blame, no search for the reason. */
export interface StopWords {
  readonly stoppedAt: string;
  /** May hold other people's text. */
  readonly because: string;
  readonly doThis: string;
}

/** Undefined for a run that goes on, or that came to its end. */
export function stopWords({
  run,
  events,
  killed,
}: Pick<RunView, 'run' | 'events' | 'killed'>): StopWords | undefined {
  const ending = endings[run.state];
  if (!ending) return undefined;
  const stop = events.findLast(({ status }) => status === 'failed' || status === 'blocked');
  return {
    stoppedAt: (stop && stageWords[stop.operation]) ?? ending.stoppedAt,
    because: run.stateReason ?? stop?.summary ?? ending.because,
    doThis: remedies[stop?.errorCategory ?? (killed ? 'kill-switch' : '')] ?? ending.doThis,
  };
}

const nextAttempt = 'start the next attempt, with what should be different';

const endings: Partial<Record<RunView['run']['state'], StopWords>> = {
  failed: {
    stoppedAt: 'the run itself',
    because: 'no reason was recorded; the log of the job has more',
    doThis: 'correct what is named here, then start the next attempt',
  },
  blocked: {
    stoppedAt: 'policy',
    because: 'a rule of the policy does not let this in, whoever approves it',
    doThis: `read the findings, then ${nextAttempt}`,
  },
  refused: {
    stoppedAt: 'start',
    because: 'it was not let in',
    doThis: 'do what the reason asks for',
  },
  cancelled: {
    stoppedAt: 'the run itself',
    because: 'somebody stopped it',
    doThis: 'nothing, or start the next attempt',
  },
  expired: {
    stoppedAt: 'decision',
    because: 'nobody decided in time',
    doThis: 'start the next attempt; it gets a new patch and a new question',
  },
};

/** By the stop's own word, where that says more than where the run ended. */
const remedies: Readonly<Record<string, string>> = {
  'kill-switch': 'ask whoever threw the kill switch; once it is lifted, start the next attempt',
  'rate-limited': 'wait for as long as is said here, then start the next attempt',
  timeout: 'wait a few minutes, then start the next attempt',
  unavailable: 'wait a few minutes, then start the next attempt',
  'sandbox-lost': 'wait a few minutes, then start the next attempt',
  'budget-exceeded': 'ask for less at once, or raise the budget in .github/patchplane.yml',
  'too-large': 'ask for less at once',
  'model-failed': 'check provider, model and key, then start the next attempt',
  'capture-refused': 'ask for the same without what is named here',
  'tree-mismatch': 'do not use this patch; start the next attempt',
  tampered: 'do not use this patch; look at the evidence first',
};
