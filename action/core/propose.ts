import type { RunId } from '../domain/ids.ts';
import type { PolicyBundle } from '../domain/policy-bundle.ts';
import type { RunState } from '../domain/run-state.ts';
import type { TrustReport } from '../domain/trust-report.ts';
import { advance, type Conductor, cancellationOf } from './advance.ts';
import type { Attempt, Parts } from './attempt.ts';
import { type Bundle, closeBundle } from './bundle.ts';
import type { Context } from './context.ts';
import { createJournal } from './journal.ts';
import { concludeProposal } from './propose-ending.ts';
import { openingStages as stages } from './propose-stages.ts';
import type { ReceivedEvent } from './services/github-webhook-service.ts';
import type { ProposeServices } from './services/propose-services.ts';
import { authorize } from './workflows/authorize/authorize.ts';
import { type CaptureTools, capture } from './workflows/capture/capture.ts';
import { evaluate } from './workflows/evaluate/evaluate.ts';
import { intake, type JobIdentity } from './workflows/intake/intake.ts';
import { freeze } from './workflows/provision/freeze.ts';
import { provision } from './workflows/provision/provision.ts';
import { release } from './workflows/provision/release.ts';
import { review } from './workflows/review/review.ts';
import { runAgent } from './workflows/run/run-agent.ts';
import { verify } from './workflows/verify/verify.ts';

export interface ProposeSettings {
  readonly job: JobIdentity;
  readonly policy: PolicyBundle;
  readonly capture: CaptureTools;
  /** Where a person can read the run and decide; undefined without an approval app. */
  readonly runUrl: (runId: RunId) => string | undefined;
}

export type Proposal =
  | { readonly kind: 'ignored'; readonly reason: string }
  | { readonly kind: 'duplicate'; readonly runId: RunId; readonly state: RunState }
  | {
      readonly kind: 'ended';
      readonly runId: RunId;
      readonly state: RunState;
      readonly report: TrustReport;
      readonly bundle: Bundle;
      readonly timings: Readonly<Record<string, number>>;
    };

/**
 * From an event to a question for a person. Nothing here can write to the repository, and
 * nothing after `run agent` believes anything that came out of a sandbox.
 */
export async function propose(
  event: ReceivedEvent,
  services: ProposeServices,
  settings: ProposeSettings,
  context: Context,
): Promise<Proposal> {
  const received = await intake(event, services, settings.job, context);
  if (received.kind === 'ignored') return received;
  if (received.kind === 'duplicate') {
    return { kind: 'duplicate', runId: received.run.id, state: received.run.state };
  }
  const { request } = received;
  const conductor = conduct(request, services, context);
  const { egress } = services.models.describe();

  const started = await begin(conductor, request, services);
  const authorized = await advance(conductor, started, stages.authorize, (parts) =>
    authorize(parts, services.repositories),
  );
  const frozen = await advance(conductor, authorized, stages.freeze, (parts) =>
    freeze(parts, { reader: services.repositories, git: services.git }, settings.policy),
  );
  const provisioned = await advance(conductor, frozen, stages.provision, (parts) =>
    provision(parts, { sandbox: services.sandboxes }, { allow: [egress] }),
  );
  const ran = await advance(conductor, provisioned, stages.run, (parts) =>
    runAgent(parts, services, context),
  );
  const captured = await advance(conductor, ran, stages.capture, (parts) =>
    capture(parts, services, settings.capture, context),
  );
  const released = await letGo(captured, request.run.id, services);
  const verified = await advance(conductor, released, stages.verify, (parts) =>
    verify(parts, { sandbox: services.sandboxes }),
  );
  const reviewed = await advance(conductor, verified, stages.review, (parts) =>
    review(parts, context),
  );
  const evaluated = await advance(conductor, reviewed, stages.evaluate, (parts) =>
    evaluate(parts, services, { evidence: reviewed.evidence }),
  );
  // A stage that was left behind, or died half-way, may have left a sandbox.
  if (evaluated.stop) await services.sandboxes.sweep(request.run.id);
  const ending = await concludeProposal(
    evaluated,
    conductor,
    services,
    settings.runUrl(request.run.id),
  );
  await frozenBase(evaluated)?.close();
  const bundle = await closeBundle(ending.content, conductor.journal);
  return {
    kind: 'ended',
    runId: request.run.id,
    state: ending.state,
    report: ending.content.report,
    bundle,
    timings: ending.timings,
  };
}

function conduct(
  request: Parts['request'],
  services: ProposeServices,
  context: Context,
): Conductor {
  const { run } = request;
  const journal = createJournal(run, services.storage, context);
  return {
    runId: run.id,
    journal,
    storage: services.storage,
    telemetry: services.telemetry,
    context,
    cancellation: cancellationOf(context.signal),
  };
}

/** The first entry of the chain says who asked for what; then the ack that people wait for. */
async function begin(
  { journal }: Conductor,
  request: Parts['request'],
  { feedback, analytics }: ProposeServices,
): Promise<Attempt<'request'>> {
  const { intake: asked, repository, run } = request;
  await journal.record({
    type: 'request.received',
    operation: 'intake',
    status: 'succeeded',
    summary: `${asked.actor.id} asked through ${run.trigger} in github:${repository.externalId}`,
    artifactRefs: [asked.promptSha256],
  });
  analytics.track('workflow_started', { runId: run.id, trigger: run.trigger });
  const { issue } = asked.externalRef;
  if (issue) await feedback.react({ repository, issueNumber: issue.number }, 'eyes');
  return { parts: { request }, evidence: [], sandboxes: [], timings: {} };
}

/** The agent's sandbox ends here, whether or not anything came of it. */
async function letGo<Known extends keyof Parts>(
  attempt: Attempt<Known>,
  runId: RunId,
  { sandboxes }: ProposeServices,
): Promise<Attempt<Known>> {
  const parts: Partial<Parts> = attempt.parts;
  if (!parts.base) return attempt;
  const released = await release(runId, parts.sandbox, sandboxes);
  return { ...attempt, sandboxes: [...attempt.sandboxes, ...released] };
}

function frozenBase(attempt: Attempt<keyof Parts>): Parts['base']['trusted'] | undefined {
  const parts: Partial<Parts> = attempt.parts;
  return parts.base?.trusted;
}
