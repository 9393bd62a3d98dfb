import type { FindingsReport } from '../../domain/ai-review.ts';
import { Failure } from '../../domain/failure.ts';
import type { Context } from '../context.ts';
import type { ReviewFeedback } from '../services/review-feedback.ts';
import type { ReviewOutput } from '../services/review-output.ts';
import { buildReport, isPartialReview } from './artifacts/build-report.ts';
import { artifactNames, renderArtifacts } from './artifacts/render-artifacts.ts';
import { reviewMessage } from './artifacts/review-message.ts';
import { gateReason, type ReviewExit } from './exit.ts';
import type { FeedbackOutcome, Known } from './known.ts';

/** Somebody to tell, or why there is nobody. */
export type FeedbackAccess =
  | { readonly kind: 'available'; readonly feedback: ReviewFeedback }
  | { readonly kind: 'unavailable'; readonly reasonCode: string };

export interface ReviewResult {
  readonly exitCode: ReviewExit;
  /** What went wrong, in order; each begins with its code. */
  readonly lines: readonly string[];
  /** Undefined where nothing was written. */
  readonly report: FindingsReport | undefined;
}

/** An end that is certain before the artifacts are written. */
export interface Ending {
  readonly exitCode: 0 | 5 | 6 | 11;
  readonly lines: readonly string[];
}

export interface Closing {
  readonly output: ReviewOutput;
  readonly access: FeedbackAccess;
}

/** Writes the artifacts, tells the forge, and says how it ended. */
export async function closeReview(
  known: Known,
  { output, access }: Closing,
  ending: Ending,
  context: Pick<Context, 'now' | 'signal'>,
): Promise<ReviewResult> {
  const { settings } = known;
  const write = async (delivery: FeedbackOutcome | undefined) => {
    const report = buildReport({ ...known, delivery }, context.now());
    const artifacts = renderArtifacts(report, settings);
    const written = new Set<string>(artifacts.map(({ name }) => name));
    await output.write(
      artifacts,
      artifactNames.filter((name) => !written.has(name)),
    );
    return report;
  };
  const wanted = wantedFeedback(known, access);
  const report = await write(wanted.outcome);
  if (!wanted.feedback) return ended(report, known, ending, undefined);
  const delivered = await deliver(wanted.feedback, report, known, context.signal);
  return ended(await write(delivered.outcome), known, ending, delivered.line);
}

function wantedFeedback(
  { settings, provider }: Known,
  access: FeedbackAccess,
): { readonly outcome: FeedbackOutcome | undefined; readonly feedback?: ReviewFeedback } {
  if (settings.feedbackMode === 'artifact-only') return { outcome: undefined };
  if (settings.dryRun) return { outcome: { status: 'skipped', reasonCode: 'DRY_RUN' } };
  const didReview = provider.status === 'completed' || provider.status === 'fallback';
  if (!didReview) return { outcome: { status: 'skipped', reasonCode: 'REVIEW_DID_NOT_RUN' } };
  if (access.kind === 'unavailable')
    return { outcome: { status: 'skipped', reasonCode: access.reasonCode } };
  return { outcome: { status: 'pending' }, feedback: access.feedback };
}

async function deliver(
  feedback: ReviewFeedback,
  report: FindingsReport,
  { settings, files }: Known,
  signal: AbortSignal,
): Promise<{ readonly outcome: FeedbackOutcome; readonly line?: string }> {
  try {
    const options = { cleanupOwned: settings.cleanupOwned, signal };
    const delivery = await feedback.deliver(reviewMessage(report, files), options);
    return { outcome: { status: 'delivered', ...delivery } };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const reasonCode = error.code.toUpperCase().replaceAll('-', '_');
    return { outcome: { status: 'failed', reasonCode }, line: error.tell };
  }
}

/** What broke counts before a gate; a gate counts before a comment that nobody got. */
function ended(
  report: FindingsReport,
  known: Known,
  ending: Ending,
  undelivered: string | undefined,
): ReviewResult {
  const gate =
    known.settings.dryRun || ending.exitCode !== 0
      ? undefined
      : gateReason(report, isPartialReview(known), known.settings);
  const lines = [...ending.lines, ...[gate, undelivered].flatMap((line) => line ?? [])];
  if (ending.exitCode !== 0) return { exitCode: ending.exitCode, lines, report };
  return { exitCode: gate ? 10 : undelivered ? 7 : 0, lines, report };
}
