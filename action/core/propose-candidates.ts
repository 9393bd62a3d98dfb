import pLimit from 'p-limit';
import { mostCandidates } from '../domain/candidate-summary.ts';
import type { Budgets } from '../domain/policy-bundle.ts';
import { addUsage, type ModelUsage, noUsage } from '../domain/runtime-event.ts';
import type { Conductor } from './advance.ts';
import type { Attempt, Evidence, Parts } from './attempt.ts';
import { openTracks, type Track } from './candidate-track.ts';
import { contenderOf } from './contender.ts';
import { rank } from './workflows/rank/rank.ts';

type Frozen = Attempt<'request' | 'access' | 'base'>;
type Judged = Attempt<
  'request' | 'access' | 'base' | 'candidate' | 'verification' | 'review' | 'verdict'
>;

/** Takes one candidate from the frozen base to a verdict, as a run with a single one does. */
export type MakeOne = (
  conductor: Conductor,
  /** What this one may use up; the run's own budgets where it is the only one. */
  budgets: Budgets | undefined,
  onSpent: (usage: ModelUsage) => void,
) => Promise<Judged>;

/** More sandboxes at once than this strain a runner and surprise a provider's quota. */
const mostAtOnce = 4;

/**
 * Lets several agents work on one request, each in a sandbox of its own, judges every patch and
 * goes on with the one that the evidence speaks for. Nothing of the others is lost: their patches
 * and all that was seen of them are evidence, and the report says why each stands where it does.
 */
export async function letAgentsCompete(
  frozen: Frozen,
  count: number,
  conductor: Conductor,
  make: MakeOne,
  onSpent: (usage: ModelUsage) => void,
): Promise<Judged> {
  if (frozen.stop) return frozen;
  const startedAt = conductor.context.now();
  const limit = pLimit(mostAtOnce);
  const spent = new Map<number, ModelUsage>();
  const tracks = openTracks(conductor, count);
  const share = shareOf(frozen.parts.base.policy.budgets, count);
  const attempts = await Promise.all(
    tracks.map((track, index) =>
      limit(() =>
        makeOne(track, share, make, (usage) => {
          spent.set(index, usage);
          onSpent([...spent.values()].reduce(addUsage, noUsage));
        }),
      ),
    ),
  );
  return await choose(attempts, conductor, startedAt);
}

/** Both may say how many: the smaller number counts, since either is somebody's money. */
export function candidatesWanted(frozen: Frozen, told: number | undefined): number {
  const configured = frozen.stop ? undefined : frozen.parts.base.config.agent?.candidates;
  return Math.min(configured ?? told ?? 1, told ?? configured ?? 1, mostCandidates);
}

async function makeOne(
  track: Track,
  share: Budgets,
  make: MakeOne,
  onSpent: (usage: ModelUsage) => void,
): Promise<Judged> {
  try {
    return await make(track.conductor, share, onSpent);
  } finally {
    await track.leave();
  }
}

/** What is paid or kept is the run's and divided; time, turns and the size of a patch are each one's. */
export function shareOf(budgets: Budgets, count: number): Budgets {
  const { costUsd, outputBytes, tokens } = budgets;
  return {
    ...budgets,
    costUsd: costUsd / count,
    outputBytes: Math.max(1, Math.floor(outputBytes / count)),
    ...(tokens === undefined ? {} : { tokens: Math.max(1, Math.floor(tokens / count)) }),
  };
}

async function choose(
  attempts: readonly Judged[],
  { journal, context }: Conductor,
  startedAt: number,
): Promise<Judged> {
  const contest = rank(attempts.map((attempt, index) => contenderOf(attempt, index + 1)));
  const [first] = contest;
  const chosen = first && attempts[first.number - 1];
  if (!chosen) throw new TypeError('a run has at least one candidate');
  await journal.record({
    type: 'candidates.ranked',
    operation: 'rank',
    status: 'succeeded',
    startedAt,
    summary: contest
      .map(({ rank: place, number, because }) => `${place}. agent ${number}: ${because}`)
      .join('; '),
    artifactRefs: contest.flatMap(({ patchSha256 }) => patchSha256 ?? []),
  });
  const carried = {
    evidence: attempts.flatMap((attempt, index) =>
      attempt === chosen ? attempt.evidence : attempt.evidence.map(of(index + 1)),
    ),
    sandboxes: attempts.flatMap(({ sandboxes }) => sandboxes),
    timings: { ...chosen.timings, candidates: context.now() - startedAt },
  };
  const together = { contest, ...agentOf(chosen, attempts) };
  return chosen.stop
    ? { ...chosen, ...carried, parts: { ...chosen.parts, ...together } }
    : { ...chosen, ...carried, parts: { ...chosen.parts, ...together } };
}

/** Whatever looks for the candidate's own evidence finds the chosen one's by its plain producer. */
function of(number: number): (evidence: Evidence) => Evidence {
  return (evidence) => ({ ...evidence, producer: `candidate-${number}/${evidence.producer}` });
}

/** The chosen agent, with what all of them used up: that is what the run cost. */
function agentOf(chosen: Judged, attempts: readonly Judged[]): Partial<Pick<Parts, 'agent'>> {
  const partsOf = ({ parts }: Judged): Partial<Parts> => parts;
  const { agent } = partsOf(chosen);
  if (!agent) return {};
  const agents = attempts.flatMap((attempt) => partsOf(attempt).agent ?? []);
  return {
    agent: {
      ...agent,
      modelRequests: agents.reduce((sum, { modelRequests }) => sum + modelRequests, 0),
      usage: agents.map(({ usage }) => usage).reduce(addUsage, noUsage),
    },
  };
}
