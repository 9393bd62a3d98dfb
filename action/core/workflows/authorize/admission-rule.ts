import type { RunId } from '../../../domain/ids.ts';
import { isTerminal } from '../../../domain/run-state.ts';
import type { Stop } from '../../attempt.ts';
import type { PriorRun } from '../../services/run-history.ts';
import { refusal } from './requester.ts';

/** The run that asks to be let in. */
export interface Newcomer {
  readonly runId: RunId;
  readonly deliveryId: string;
  readonly actorExternalId: string;
  readonly startedAt: number;
  readonly githubRunId: string | undefined;
}

export interface RateLimit {
  /** Runs that one account may start within the window. */
  readonly runs: number;
  readonly windowSeconds: number;
}

/**
 * The runs that stand before this one. Two that were let in at the same moment both see each
 * other; only the one that is later by this order gives way, so that exactly one goes on.
 */
export function earlierThan(newcomer: Newcomer, runs: readonly PriorRun[]): PriorRun[] {
  return runs.filter(
    ({ runId, startedAt }) =>
      runId !== newcomer.runId &&
      (startedAt < newcomer.startedAt ||
        (startedAt === newcomer.startedAt && runId < newcomer.runId)),
  );
}

/** The same event has made a run before: delivered twice, or its job was re-run. */
export function whyDuplicate(
  { deliveryId }: Newcomer,
  earlier: readonly PriorRun[],
): Stop | undefined {
  const first = earlier.find((run) => run.deliveryId === deliveryId);
  if (!first) return undefined;
  return refusal(
    `This event made ${first.runId} before, and one event makes one run. Comment \`/patchplane rerun\` for another one.`,
    'duplicate',
  );
}

/** Runs that were turned away cost nothing and do not count. */
export function whyTooMany(
  { actorExternalId, startedAt }: Newcomer,
  earlier: readonly PriorRun[],
  { runs, windowSeconds }: RateLimit,
): Stop | undefined {
  const windowMs = windowSeconds * 1_000;
  const counted = earlier
    .filter((run) => run.actorExternalId === actorExternalId && run.state !== 'refused')
    .map((run) => run.startedAt)
    .filter((start) => start > startedAt - windowMs)
    .sort((left, right) => left - right);
  if (counted.length < runs) return undefined;
  const leaves = counted[counted.length - runs] ?? startedAt;
  const wait = inWords(Math.ceil((leaves + windowMs - startedAt) / 1_000));
  return refusal(
    `This account started ${counted.length} runs within ${inWords(windowSeconds)}, and ${runs} are allowed. Ask again in ${wait}, or ask a maintainer to raise the limit in the configuration.`,
    'rate-limited',
  );
}

/** No job of GitHub's own machines lives longer; for runs that named no workflow run to ask about. */
const longestJobMs = 6 * 3_600_000;

/**
 * The runs that may be at work on the same issue. One that waits for a decision is not: a new
 * one may be asked for meanwhile.
 */
export function possiblyActive(newcomer: Newcomer, earlier: readonly PriorRun[]): PriorRun[] {
  return earlier.filter(({ state, githubRunId, startedAt }) => {
    if (isTerminal(state) || state === 'awaiting-decision') return false;
    if (githubRunId === undefined) return startedAt > newcomer.startedAt - longestJobMs;
    // An earlier attempt of this very job is over, or this one would not run.
    return githubRunId !== newcomer.githubRunId;
  });
}

export function alreadyActive({ runId, state }: PriorRun): Stop {
  return refusal(
    `${runId} is at work on this already (${state}), and one run at a time works on an issue. Wait for it, or comment \`/patchplane cancel\` and ask again.`,
    'already-active',
  );
}

function inWords(seconds: number): string {
  if (seconds < 120) return `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}
