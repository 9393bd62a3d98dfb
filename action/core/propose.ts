import type { RunId } from '../domain/ids.ts';
import type { Budgets, PolicyBundle } from '../domain/policy-bundle.ts';
import type { RunState } from '../domain/run-state.ts';
import type { TrustReport } from '../domain/trust-report.ts';
import { advance, type Conductor } from './advance.ts';
import type { Attempt, Parts } from './attempt.ts';
import { type Bundle, closeBundle } from './bundle.ts';
import type { Context } from './context.ts';
import { candidatesWanted, letAgentsCompete, type MakeOne } from './propose-candidates.ts';
import { concludeProposal, stopPointOf } from './propose-ending.ts';
import { openLine } from './propose-line.ts';
import { type ActiveRun, begin, conduct } from './propose-opening.ts';
import { openingStages as stages } from './propose-stages.ts';
import { createVoice, type Voice } from './propose-voice.ts';
import type { Deciding } from './report/next-step.ts';
import type { StopPoint } from './report/stop-lines.ts';
import { sweepUp } from './sandbox/sweep-up.ts';
import type { IntakeAnswer, ReceivedEvent } from './services/github-webhook-service.ts';
import { modelVariable } from './services/model-gateway-service.ts';
import type { ProposeServices } from './services/propose-services.ts';
import { openSwitchWatch } from './switch-watch.ts';
import { type AdmissionOptions, admit } from './workflows/authorize/admit.ts';
import { type AuthorizeOptions, authorize } from './workflows/authorize/authorize.ts';
import { type CaptureTools, capture } from './workflows/capture/capture.ts';
import { carryCandidate, findCarried } from './workflows/capture/carry-candidate.ts';
import { takePullRequest } from './workflows/capture/take-pull-request.ts';
import { evaluate } from './workflows/evaluate/evaluate.ts';
import { intake, type JobIdentity } from './workflows/intake/intake.ts';
import { confirm } from './workflows/provision/confirm.ts';
import { freeze } from './workflows/provision/freeze.ts';
import { provision } from './workflows/provision/provision.ts';
import { release } from './workflows/provision/release.ts';
import { review } from './workflows/review/review.ts';
import { lineage } from './workflows/run/lineage.ts';
import type { Pace, PeopleLine } from './workflows/run/people-line.ts';
import { runAgent, type Surroundings } from './workflows/run/run-agent.ts';
import { withStreamSpans } from './workflows/run/stream-spans.ts';
import { verify } from './workflows/verify/verify.ts';

export interface ProposeSettings {
  readonly job: JobIdentity;
  readonly policy: PolicyBundle;
  /** Budgets that this job was told on purpose; they can only narrow what the base says. */
  readonly jobBudgets?: Partial<Budgets>;
  readonly authorize: AuthorizeOptions;
  readonly admission: AdmissionOptions;
  readonly capture: CaptureTools;
  /** How many agents work on a request; the base's configuration can ask for fewer. */
  readonly candidates?: number | undefined;
  /** Whether the check of an issue's run stands on the frozen base until it is published. */
  readonly checkOnBase: boolean;
  /** Where a person can read the run and decide; undefined without an approval app. */
  readonly runUrl: (runId: RunId) => string | undefined;
  /** Where a person decides, where that is not the page of the run. */
  readonly deciding?: Deciding | undefined;
  /** How often it is looked whether people told the agent something, or stopped everything. */
  readonly listening?: Partial<Pace> & { readonly killSwitch?: number };
  /** The page of the workflow run that this job is in. */
  readonly jobUrl?: string | undefined;
  /** Told once people can see the run, and again with its check, so that it can be closed from outside. */
  readonly onActive?: (run: ActiveRun) => void;
  /** Told when everything that people see says how the run ended. */
  readonly onEnded?: () => void;
}

export type Proposal =
  /** Not for this main line: nothing to do, or about a run that is there already. */
  | Exclude<IntakeAnswer, { readonly kind: 'intake' }>
  | { readonly kind: 'duplicate'; readonly runId: RunId; readonly state: RunState }
  | {
      readonly kind: 'ended';
      readonly runId: RunId;
      readonly state: RunState;
      readonly report: TrustReport;
      readonly bundle: Bundle;
      /** Where it went no further, when it did. */
      readonly stop: StopPoint | undefined;
      readonly timings: Readonly<Record<string, number>>;
    };

/**
 * From an event to a question for a person. Nothing here can write to the repository, and
 * nothing after `run agent` believes anything that came out of a sandbox. A pull request is a
 * candidate already: no agent runs, and everything else is the same.
 */
export async function propose(
  event: ReceivedEvent,
  services: ProposeServices,
  settings: ProposeSettings,
  world: Context,
): Promise<Proposal> {
  const received = await intake(event, services, settings.job, world);
  if (received.kind === 'duplicate') {
    return { kind: 'duplicate', runId: received.run.id, state: received.run.state };
  }
  if (received.kind !== 'accepted') return received;
  const { request } = received;
  const watch = openSwitchWatch(world, services.switchAtWork, settings.listening?.killSwitch);
  const { context } = watch;
  const voice = createVoice(request, services, settings, context);
  const conductor = conduct(request, services, context, voice);
  const line = openLine(request, conductor, services, settings.listening);
  const work = { conductor, services, settings, voice, line };

  const started = await conductor.telemetry.span('patchplane.workflow.start', () =>
    begin(conductor, request, services),
  );
  const authorized = await advance(conductor, started, stages.authorize, (parts) =>
    conductor.telemetry.span('patchplane.auth.require_permission', () =>
      authorize(parts, services, settings.authorize),
    ),
  );
  const admitted = await advance(conductor, authorized, stages.admit, (parts) =>
    admit(parts, services, settings.admission, context),
  );
  await voice.pickedUp(admitted);
  watch.begin();
  const placed = await lookBack(admitted, conductor, services);
  const frozen = await advance(conductor, placed, stages.freeze, (parts) =>
    freeze(parts, { reader: services.repositories, git: services.git }, settings),
  );
  await voice.frozen(frozen);
  const judged = request.intake.externalRef.pullRequest
    ? await judge(
        await advance(conductor, frozen, stages.take, (parts) => takePullRequest(parts, context)),
        work,
      )
    : ((await judgeCarried(frozen, work)) ?? (await askAgents(frozen, work)));
  const confirmed = await advance(conductor, judged, stages.confirm, (parts) =>
    confirm(parts, { reader: services.repositories, killSwitch: services.killSwitch }),
  );
  watch.end();
  return await finish(confirmed, work);
}

/** What the parts of this main line share. */
interface Work {
  readonly conductor: Conductor;
  readonly services: ProposeServices;
  readonly settings: ProposeSettings;
  readonly voice: Voice;
  readonly line: PeopleLine;
}

/** A run that is asked again knows which one it follows. */
async function lookBack(
  admitted: Attempt<'request' | 'access'>,
  conductor: Conductor,
  services: ProposeServices,
): Promise<Attempt<'request' | 'access'>> {
  const { request } = admitted.parts;
  if (!request?.intake.externalRef.rerun) return admitted;
  return await advance(conductor, admitted, stages.lineage, (parts) => lineage(parts, services));
}

/** The patch of the attempt before, where the base moved under it: no model is asked again. */
async function judgeCarried(frozen: Attempt<'request' | 'access' | 'base'>, work: Work) {
  const { conductor, services } = work;
  if (frozen.stop) return undefined;
  const carried = await findCarried(frozen.parts, services);
  if (!carried) return undefined;
  const candidate = await advance(conductor, frozen, stages.carry, (parts) =>
    carryCandidate(parts, carried, services, conductor.context),
  );
  return await judge(candidate, work);
}

/** One agent writes the candidate, or several do and the evidence chooses one. */
async function askAgents(frozen: Attempt<'request' | 'access' | 'base'>, work: Work) {
  const { conductor, services, voice, settings } = work;
  const count = candidatesWanted(frozen, settings.candidates);
  const makeOne: MakeOne = async (track, budgets, onSpent) => {
    // What carries the run's label is the others' too: it is swept when all are done.
    const sandboxes = count === 1 ? services.sandboxes : { ...services.sandboxes, sweep: nothing };
    const own = { ...work, conductor: track, services: { ...services, sandboxes } };
    return await judge(await letAgentWork(frozen, own, { budgets, onSpent }), own);
  };
  if (count === 1) return await makeOne(conductor, undefined, voice.spent);
  const chosen = await letAgentsCompete(frozen, count, conductor, makeOne, voice.spent);
  await services.sandboxes.sweep(conductor.runId);
  return chosen;
}

const nothing = async () => 0;

/** An agent writes a candidate, in a sandbox that ends with it. */
async function letAgentWork(
  frozen: Attempt<'request' | 'access' | 'base'>,
  { conductor, services, settings, line }: Work,
  limits: Pick<Surroundings, 'budgets' | 'onSpent'>,
) {
  const { egress, organizationSecret } = services.models.describe();
  const secrets = organizationSecret ? { [modelVariable]: organizationSecret } : undefined;
  const { context } = conductor;
  const runtime = withStreamSpans(services.runtime, conductor.telemetry);
  const provisioned = await advance(conductor, frozen, stages.provision, (parts) =>
    provision(parts, { sandbox: services.sandboxes }, { allow: [egress], secrets }),
  );
  const ran = await advance(conductor, provisioned, stages.run, (parts) =>
    runAgent(parts, { ...services, runtime }, context, { line, ...limits }),
  );
  const captured = await advance(conductor, ran, stages.capture, (parts) =>
    capture(parts, services, settings.capture, context),
  );
  return await letGo(captured, services);
}

/** From a candidate to a verdict on it. */
async function judge(
  candidate: Attempt<'request' | 'access' | 'base' | 'candidate'>,
  { conductor, services }: Work,
) {
  const verified = await advance(conductor, candidate, stages.verify, (parts) =>
    verify(parts, { sandbox: services.sandboxes }),
  );
  const reviewed = await advance(conductor, verified, stages.review, (parts) =>
    review(parts, services.reviewer, conductor.context),
  );
  return await advance(conductor, reviewed, stages.evaluate, (parts) =>
    evaluate(parts, services, { evidence: reviewed.evidence, sandboxes: reviewed.sandboxes }),
  );
}

/** Whatever came of it: sandboxes gone, evidence sealed, people told, bundle closed. */
async function finish(
  judged: Awaited<ReturnType<typeof judge>>,
  { conductor, services, settings, voice, line }: Work,
): Promise<Proposal> {
  const { runId } = conductor;
  const stopped = judged.stop !== undefined;
  const sandboxes = await sweepUp(runId, judged.sandboxes, stopped, services);
  const controls = await line.close();
  await voice.quiet();
  const { checkOnBase, deciding, runUrl } = settings;
  // The run that this event made before has said everything.
  const isDuplicate = judged.stop?.category === 'duplicate';
  const shown = { checkOnBase, deciding, detailsUrl: runUrl(runId), isSilent: isDuplicate };
  const told = withControls({ ...judged, sandboxes }, controls);
  const ending = await concludeProposal(told, conductor, services, shown);
  await voice.label(ending.state);
  await frozenBase(judged)?.close();
  const bundle = await closeBundle(ending.content, conductor.journal);
  settings.onEnded?.();
  const { state, timings } = ending;
  if (isDuplicate) return { kind: 'duplicate', runId, state };
  const { report } = ending.content;
  const stop = stopPointOf(judged.stop);
  return { kind: 'ended', runId, state, report, bundle, stop, timings };
}

function withControls<Known extends keyof Parts>(
  attempt: Attempt<Known>,
  controls: Parts['controls'],
): Attempt<Known> {
  return attempt.stop
    ? { ...attempt, parts: { ...attempt.parts, controls } }
    : { ...attempt, parts: { ...attempt.parts, controls } };
}

/** The agent's sandbox ends here, whether or not anything came of it. */
async function letGo<Known extends keyof Parts>(
  attempt: Attempt<Known>,
  { sandboxes }: ProposeServices,
): Promise<Attempt<Known>> {
  const parts: Partial<Parts> = attempt.parts;
  if (!parts.base) return attempt;
  const stopped = attempt.stop !== undefined;
  const released = await release(parts.sandbox, sandboxes, { stopped });
  return { ...attempt, sandboxes: [...attempt.sandboxes, ...released] };
}

function frozenBase({
  parts,
}: {
  readonly parts: Partial<Parts>;
}): Parts['base']['trusted'] | undefined {
  return parts.base?.trusted;
}
