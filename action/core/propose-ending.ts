import type { ApprovalSubject } from '../domain/approval-subject.ts';
import { Failure } from '../domain/failure.ts';
import type { RunState } from '../domain/run-state.ts';
import type { Conductor } from './advance.ts';
import type { Attempt, Halted, Moving, Parts, Stop } from './attempt.ts';
import type { BundleContent } from './bundle.ts';
import { placeOf } from './propose-opening.ts';
import { buildReport } from './report/build-report.ts';
import type { Deciding } from './report/next-step.ts';
import { redactReport } from './report/redact-report.ts';
import type { StopPoint } from './report/stop-lines.ts';
import type { ProposeServices } from './services/propose-services.ts';
import { type Audience, tell } from './workflows/feedback/tell.ts';
import { conclude, recordFindings, subjectOf } from './workflows/record/record.ts';
import { prepareEvidence, type Sealed, seal } from './workflows/seal/seal.ts';

type Judged = 'request' | 'access' | 'base' | 'candidate' | 'verdict';

export interface Ending {
  readonly state: RunState;
  readonly content: BundleContent;
  readonly timings: Readonly<Record<string, number>>;
}

/** Where people are shown how it ended. */
export interface Shown {
  readonly detailsUrl: string | undefined;
  readonly checkOnBase: boolean;
  /** Where a person decides, where that is not the page of the run. */
  readonly deciding?: Deciding | undefined;
  /** Nobody is told anything. */
  readonly isSilent: boolean;
}

/**
 * Seal, record, open check: the same for a run that went well and for one that broke. Only
 * the first asks for a decision.
 */
export async function concludeProposal(
  attempt: Attempt<Judged>,
  conductor: Conductor,
  services: ProposeServices,
  shown: Shown,
): Promise<Ending> {
  const { context, journal, telemetry } = conductor;
  const startedAt = context.now();
  telemetry.progress({ kind: 'stage', stage: 'seal', status: 'started', elapsedMs: 0 });
  const { sealed, attempt: judged } = await sealEvidence(attempt, conductor, services);
  await recordFindings(judged, sealed, services.storage, journal);
  const subject = judged.stop
    ? undefined
    : subjectOf(judged.parts, sealed.sealedSha256, journal.head().hash, context);
  const { state, stop } = await conclude(
    conductor.runId,
    subject ? { subject } : { stop: judged.stop ?? neverStopped },
    services.storage,
    journal,
  );
  const ended = stop ? { ...judged, stop } : judged;
  const asked = stop ? undefined : subject;
  const report = draw(ended, state, sealed.items, asked, context.secrets);
  const texts = await tell(report, audienceOf(ended, shown), {
    feedback: services.feedback,
    storage: services.storage,
    journal,
    context,
    noted: new Set(),
  });
  const elapsedMs = context.now() - startedAt;
  telemetry.progress({
    kind: 'stage',
    stage: 'seal',
    status: 'succeeded',
    elapsedMs,
    detail: `${sealed.items.length} pieces of evidence`,
  });
  return {
    state,
    timings: { ...judged.timings, seal: elapsedMs },
    content: {
      runId: report.run.id,
      items: sealed.items,
      contents: sealed.contents,
      report,
      subject: asked,
      decision: undefined,
      texts,
    },
  };
}

const neverStopped = {
  state: 'failed',
  category: 'internal',
  reason: 'The run ended without a verdict.',
} as const;

/** A run whose evidence can not be stored can not be approved: it becomes a failed one. */
async function sealEvidence(
  attempt: Attempt<Judged>,
  { context, runId, telemetry }: Conductor,
  { artifacts }: ProposeServices,
): Promise<{ sealed: Sealed; attempt: Attempt<Judged> }> {
  const expected = attempt.stop?.state ?? 'awaiting-decision';
  const first = prepareEvidence(attempt.evidence, context.secrets);
  const report = draw(attempt, expected, first.items, undefined, context.secrets);
  const prepared = prepareEvidence(
    [
      ...attempt.evidence,
      {
        kind: 'trust-report',
        producer: 'patchplane',
        contentType: 'application/json',
        content: new TextEncoder().encode(JSON.stringify(report)),
        truncated: false,
      },
    ],
    context.secrets,
  );
  try {
    const sealed = await telemetry.span('patchplane.artifact.put', () =>
      seal(runId, prepared, artifacts, context),
    );
    return { sealed, attempt };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const halted: Halted = {
      ...attempt,
      stop: attempt.stop ?? { state: 'failed', category: error.code, reason: error.tell },
    };
    return { sealed: { ...prepared, sealedSha256: unsealed, artifacts: [] }, attempt: halted };
  }
}

/** Names no list of evidence at all: nothing can be approved under it. */
const unsealed = '0'.repeat(64);

function draw(
  attempt: Moving<Judged> | Halted,
  state: RunState,
  items: Sealed['items'],
  subject: ApprovalSubject | undefined,
  secrets: readonly string[],
): BundleContent['report'] {
  const parts: Partial<Parts> = attempt.parts;
  if (!parts.request) throw new TypeError('a report needs a request');
  const report = buildReport({
    run: parts.request.run,
    state,
    reason: attempt.stop?.reason,
    parts,
    sandboxes: attempt.sandboxes,
    items,
    ...(subject ? { subject } : {}),
  });
  return redactReport(report, secrets);
}

/** A pull request's check stands on its frozen head, an issue's on the frozen base. */
function audienceOf({ parts, stop }: Attempt<Judged>, shown: Shown): Audience {
  const { request, base, review }: Partial<Parts> = parts;
  if (!request) throw new TypeError('an audience needs a request');
  const head = request.intake.externalRef.pullRequest?.headSha;
  const commit = head ?? (shown.checkOnBase ? base?.trusted.base.commit : undefined);
  return {
    repository: request.repository,
    issueNumber: shown.isSilent ? undefined : placeOf(request),
    headShas: shown.isSilent || commit === undefined ? [] : [commit],
    detailsUrl: shown.detailsUrl,
    deciding: shown.deciding,
    stop: stopPointOf(stop),
    findings: review && [review, ...(review.asked ?? [])].flatMap((each) => each.findings),
    githubRunId: request.run.githubRunId,
  };
}

/** Where a run stopped, for whoever draws its report. */
export function stopPointOf(stop: Stop | undefined): StopPoint | undefined {
  return stop?.stage === undefined ? undefined : { stage: stop.stage, category: stop.category };
}
