import { verifyBundle } from '../../core/verify-bundle/verify-bundle.ts';
import { Failure } from '../../domain/failure.ts';
import type { RunState } from '../../domain/run-state.ts';
import { TrustReport } from '../../domain/trust-report.ts';
import type { Cloud } from '../../embedded/cloud.ts';
import { decideUnattended } from '../../embedded/decide.ts';
import type { Trigger } from '../../embedded/trigger.ts';
import { readBundle } from '../bundle-folder.ts';
import type { Display } from './display.ts';
import type { Flags } from './flags.ts';
import { type Job, type JobEnd, startJob } from './job.ts';
import type { Jobs } from './result.ts';

export interface LoopEnd {
  readonly state: RunState;
  readonly folder: string;
  readonly jobs: Jobs;
  /** Why a decision was not taken, where somebody tried. */
  readonly refusal: string | undefined;
}

export interface LoopInput {
  readonly cloud: Cloud;
  readonly trigger: Trigger;
  readonly flags: Pick<Flags, 'decide' | 'override' | 'budget'>;
  readonly display: Display;
  /** Settles when a decision dispatched the publish workflow. */
  readonly dispatched: Promise<string>;
  readonly onJob: (job: Job) => void;
  readonly onWaiting: (url: string) => void;
}

/** The loop as GitHub would drive it: an event, a job, a person, a dispatch, another job. */
export async function loop(input: LoopInput): Promise<LoopEnd> {
  const { cloud, trigger, flags, display } = input;
  const proposed = await runJob(input, 'propose', {
    ...cloud.jobs.propose(trigger),
    ...flags.budget,
  });
  const { result } = proposed;
  if (result?.kind !== 'ended') {
    throw new Failure({
      code: 'unavailable',
      tell: `The propose job ended without a run${result?.kind === 'ignored' ? `: ${result.reason}` : '; its own message is above'}.`,
    });
  }
  const { runId, state, folder } = result;
  const end = (now: RunState, publish?: JobEnd, refusal?: string): LoopEnd => ({
    state: now,
    folder,
    jobs: { propose: proposed, publish },
    refusal,
  });
  if (state !== 'awaiting-decision') return end(state);

  const refusal = await decide(input, runId, folder);
  if (refusal) return end(state, undefined, refusal);
  const approvedRun = await input.dispatched;
  const published = await runJob(input, 'publish', cloud.jobs.publish(approvedRun));
  if (published.result?.kind !== 'ended') {
    throw new Failure({
      code: 'unavailable',
      tell: 'The publish job ended without a result; its own message is above.',
    });
  }
  checkBundle(published.result.folder, display);
  return end(published.result.state, published);
}

async function runJob(
  { display, onJob, cloud }: LoopInput,
  name: 'propose' | 'publish',
  environment: Readonly<Record<string, string>>,
): Promise<JobEnd> {
  const job = startJob(name, environment, cloud.folder, (event) => display.progress(event));
  onJob(job);
  return job.ended;
}

/** Returns why the decision was refused; undefined once one is recorded or a person is asked. */
async function decide(
  { cloud, flags, display, onWaiting }: LoopInput,
  runId: string,
  folder: string,
): Promise<string | undefined> {
  const runUrl = new URL(`/runs/${runId}`, cloud.approval.url).href;
  if (!flags.decide) {
    onWaiting(runUrl);
    return undefined;
  }
  const startedAt = Date.now();
  display.progress({ kind: 'stage', stage: 'decide', status: 'started', elapsedMs: 0 });
  const report = TrustReport.parse(
    JSON.parse(new TextDecoder().decode(readBundle(folder).get('trust-report.json'))),
  );
  const answer = await decideUnattended({
    appUrl: cloud.approval.url,
    runId,
    answer: flags.decide === 'approve' ? 'approved' : 'rejected',
    comment: 'Decided unattended by npm start.',
    ...(flags.override === undefined ? {} : { overrideReason: flags.override }),
    subjectSha256: report.subjectSha256 ?? '',
  });
  const refused = answer.status === 'refused';
  display.progress({
    kind: 'stage',
    stage: 'decide',
    status: refused ? 'blocked' : 'succeeded',
    elapsedMs: Date.now() - startedAt,
    detail: refused ? answer.because : flags.decide === 'approve' ? 'approved' : 'rejected',
  });
  return refused ? answer.because : undefined;
}

function checkBundle(folder: string, display: Display): void {
  const startedAt = Date.now();
  const verdict = verifyBundle(readBundle(folder));
  display.progress({
    kind: 'stage',
    stage: 'check bundle',
    status: verdict.holds ? 'succeeded' : 'failed',
    elapsedMs: Date.now() - startedAt,
    detail: verdict.holds
      ? `${verdict.events} events, ${verdict.items} pieces of evidence, all hold`
      : verdict.because,
  });
  if (!verdict.holds) {
    throw new Failure({ code: 'tampered', tell: `The bundle does not hold: ${verdict.because}.` });
  }
}
