import type { Parts, StageOutcome, Stop } from '../../attempt.ts';
import type { Context } from '../../context.ts';
import type { KillSwitch } from '../../services/kill-switch.ts';
import type { PriorRun, RunHistory } from '../../services/run-history.ts';
import {
  alreadyActive,
  earlierThan,
  type Newcomer,
  possiblyActive,
  type RateLimit,
  whyDuplicate,
  whyTooMany,
} from './admission-rule.ts';
import { orDenied } from './closed.ts';
import { refusal } from './requester.ts';

export interface AdmissionOptions {
  readonly rate: RateLimit;
}

export interface AdmissionServices {
  readonly history: RunHistory;
  readonly killSwitch: KillSwitch;
}

/**
 * Whether there is room for another run, before anything is spent on it: nobody stopped
 * PatchPlane, the event is new, its sender did not ask too often, and no other run is at work on
 * the same issue. A stop of category `duplicate` is nothing that people need to be told.
 */
export async function admit(
  { request }: Pick<Parts, 'request'>,
  { history, killSwitch }: AdmissionServices,
  { rate }: AdmissionOptions,
  context: Pick<Context, 'now'>,
): Promise<StageOutcome<Record<never, never>>> {
  const { repository, intake, run } = request;
  const { sender, deliveryId, issue, pullRequest } = intake.externalRef;
  const newcomer: Newcomer = {
    runId: run.id,
    deliveryId,
    actorExternalId: sender.externalId,
    startedAt: run.createdAt,
    githubRunId: run.githubRunId,
  };
  return await orDenied(async () => {
    const thrown = await killSwitch.thrownBy();
    if (thrown !== undefined) return { stop: stopped(thrown) };
    const number = (issue ?? pullRequest)?.number;
    const here =
      number === undefined ? [] : earlierThan(newcomer, await history.listRuns(repository, number));
    const since = Math.max(0, context.now() - rate.windowSeconds * 1_000);
    const everywhere = earlierThan(newcomer, await history.listStarts(repository, since));
    const refused =
      whyDuplicate(newcomer, [...here, ...everywhere]) ?? whyTooMany(newcomer, everywhere, rate);
    if (refused) return { stop: refused };
    // A push replaces what is being judged; only agents stand in each other's way.
    const rivals = pullRequest ? [] : possiblyActive(newcomer, here);
    const active = await firstUnderWay(rivals, (id) => history.isUnderWay(repository, id));
    if (active) return { stop: alreadyActive(active) };
    return {
      add: {},
      detail: `run ${countOf(newcomer, everywhere)} of ${rate.runs} in the window`,
    };
  });
}

async function firstUnderWay(
  rivals: readonly PriorRun[],
  isUnderWay: (githubRunId: string) => Promise<boolean>,
): Promise<PriorRun | undefined> {
  for (const rival of rivals) {
    if (rival.githubRunId === undefined || (await isUnderWay(rival.githubRunId))) return rival;
  }
  return undefined;
}

function countOf({ actorExternalId }: Newcomer, earlier: readonly PriorRun[]): number {
  return 1 + earlier.filter((run) => run.actorExternalId === actorExternalId).length;
}

function stopped(thrown: string): Stop {
  return refusal(
    `PatchPlane was stopped by ${thrown}. Whoever set it can take it off; ask again then.`,
    'kill-switch',
  );
}
