import type { Bundle } from '../../core/bundle.ts';
import { checkSignature } from '../../core/verify-bundle/signature.ts';
import { verifyBundle } from '../../core/verify-bundle/verify-bundle.ts';
import { Failure } from '../../domain/failure.ts';
import { localPeople } from '../../embedded/approval.ts';
import type { Cloud } from '../../embedded/cloud.ts';
import { decideUnattended, type UnattendedDecision } from '../../embedded/decide.ts';
import type { Trigger } from '../../embedded/trigger.ts';
import { readBundle, readReport } from '../bundle-folder.ts';
import type { Display } from './display.ts';
import type { Flags } from './flags.ts';
import { unlessInterrupted } from './interruption.ts';
import type { Job, JobEnd } from './job.ts';
import type { Jobs } from './result.ts';

export interface LoopEnd {
  readonly folder: string;
  readonly jobs: Jobs;
  /** Why a decision was not taken, where somebody tried. */
  readonly refusal?: string;
  /** What went wrong outside the run itself; the bundle says how far it came. */
  readonly trouble?: string;
}

export interface LoopInput {
  readonly cloud: Cloud;
  readonly trigger: Trigger;
  readonly flags: Pick<Flags, 'decide' | 'override' | 'budget'>;
  readonly display: Display;
  /** Settles when a decision dispatched the publish workflow. */
  readonly dispatched: Promise<string>;
  readonly startJob: (
    name: 'propose' | 'publish',
    environment: Readonly<Record<string, string>>,
  ) => Job;
  readonly onWaiting: (url: string) => void;
  readonly stopped: AbortSignal;
}

/**
 * The loop as GitHub would drive it: an event, a job, a person, a dispatch, another job.
 * Throws when there is no run to speak of; afterwards whatever happens is an end of the run.
 */
export async function loop(input: LoopInput): Promise<LoopEnd> {
  const { cloud, trigger, flags, display, stopped } = input;
  const propose = await input.startJob('propose', {
    ...cloud.jobs.propose(trigger),
    ...flags.budget,
  }).ended;
  const { runId, state, folder } = runOf(propose, stopped);
  const end = async (more: Partial<LoopEnd> & { publish?: JobEnd } = {}): Promise<LoopEnd> => {
    const { publish, ...rest } = more;
    const trouble = rest.trouble ?? (await checkBundle(folder, display));
    return { folder, jobs: { propose, publish }, ...rest, ...(trouble ? { trouble } : {}) };
  };
  if (state !== 'awaiting-decision') return await end();

  const hindrance = await decide(input, runId, folder);
  if (hindrance) return await end(hindrance);
  const approved = await unlessInterrupted(stopped, input.dispatched);
  if (approved === undefined || stopped.aborted) return await end();
  const publishing = input.startJob('publish', cloud.jobs.publish(approved)).ended;
  cloud.publishing(approved, publishing);
  const publish = await publishing;
  if (publish.result?.kind === 'ended') return await end({ publish });
  return await end({
    publish,
    trouble: 'The publish job ended without a result. Its log is above.',
  });
}

function runOf({ result }: JobEnd, stopped: AbortSignal) {
  if (result?.kind === 'ended') return result;
  if (stopped.aborted)
    throw new Failure({ code: 'cancelled', tell: 'Interrupted before there was a run.' });
  const because =
    result?.kind === 'ignored' ? `It had nothing to do: ${result.reason}` : 'Its log is above.';
  throw new Failure({
    code: 'unavailable',
    tell: `The propose job ended without a run. ${because}`,
  });
}

type Hindrance = Pick<LoopEnd, 'refusal' | 'trouble'>;

/** Undefined once a decision is recorded, or a person is asked. */
async function decide(
  { cloud, flags, display, onWaiting, stopped }: LoopInput,
  runId: string,
  folder: string,
): Promise<Hindrance | undefined> {
  if (stopped.aborted) return undefined;
  if (!flags.decide) {
    await answering(cloud.approval, display, stopped);
    onWaiting(new URL(`/runs/${runId}`, cloud.approval.url).href);
    return undefined;
  }
  const startedAt = Date.now();
  const stage = { kind: 'stage', stage: 'decide' } as const;
  display.progress({ ...stage, status: 'started', elapsedMs: 0 });
  const approving = flags.decide === 'approve';
  const report = readReport(folder);
  const hindrance = await answer({
    people: localPeople,
    appUrl: cloud.approval.url,
    runId,
    answer: approving ? 'approved' : 'rejected',
    comment: 'Decided unattended by npm start.',
    ...(flags.override === undefined ? {} : { overrideReason: flags.override }),
    subjectSha256: report.subjectSha256 ?? '',
  });
  display.progress({
    ...stage,
    status: hindrance ? 'blocked' : 'succeeded',
    elapsedMs: Date.now() - startedAt,
    detail: hindrance?.refusal ?? hindrance?.trouble ?? (approving ? 'approved' : 'rejected'),
  });
  return hindrance;
}

/** A page that is still being built is waited for, at its first time for most of a minute. */
async function answering(
  { ready }: LoopInput['cloud']['approval'],
  display: Display,
  stopped: AbortSignal,
): Promise<void> {
  const slow = setTimeout(
    () => display.say('The approval page is being built; the next time it is there at once.'),
    1_000,
  );
  await unlessInterrupted(stopped, ready);
  clearTimeout(slow);
}

async function answer(decision: UnattendedDecision): Promise<Hindrance | undefined> {
  try {
    const answered = await decideUnattended(decision);
    return answered.status === 'refused' ? { refusal: answered.because } : undefined;
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    return { trouble: `The approval page did not take the decision: ${because}.` };
  }
}

/** Every end is verified, the good and the bad. Returns what does not hold. */
async function checkBundle(folder: string, display: Display): Promise<string | undefined> {
  const startedAt = Date.now();
  const verdict = await verified(readBundle(folder));
  display.progress({
    kind: 'stage',
    stage: 'check bundle',
    status: verdict.holds ? 'succeeded' : 'failed',
    elapsedMs: Date.now() - startedAt,
    detail: verdict.holds
      ? `${verdict.events} events, ${verdict.items} pieces of evidence, all hold${verdict.signed}`
      : verdict.because,
  });
  return verdict.holds ? undefined : `The bundle does not hold: ${verdict.because}.`;
}

/** With whether the decision is signed by the key that the repository pinned. */
async function verified(bundle: Bundle) {
  const found = verifyBundle(bundle);
  if (!found.holds) return found;
  const signature = await checkSignature(bundle, undefined);
  if (signature.kind === 'broken') return { holds: false as const, because: signature.because };
  return { ...found, signed: signature.kind === 'signed' ? ', the decision is signed' : '' };
}
