import type { AiReviewSummary } from '../../domain/ai-review.ts';
import { Failure } from '../../domain/failure.ts';
import type { ReviewModel } from '../services/review-model.ts';
import { overallRisk } from './answer/overall-risk.ts';
import { prose, takeFindings } from './answer/take-findings.ts';
import { type Asked, type Asking, askAbout, nothingAsked } from './ask-model.ts';
import { finalSummary } from './final-summary.ts';
import type { ProviderReview } from './provider-review.ts';
import type { RightSide } from './scope/right-side.ts';

export interface ChunkAsking extends Omit<Asking, 'model'> {
  readonly openModel: () => Promise<ReviewModel>;
  /** Whether a last question asks for a summary of all parts. */
  readonly wantsSummary: boolean;
}

/** Asks about every part, one after the other, and puts the answers together. */
export async function reviewChunks(
  prompts: readonly string[],
  { openModel, wantsSummary, ...asking }: ChunkAsking,
  rightSide: RightSide,
): Promise<ProviderReview> {
  const asked = nothingAsked();
  let summary: AiReviewSummary | undefined;
  try {
    const model = await openModel();
    for (const prompt of prompts) await askAbout(prompt, { ...asking, model }, asked);
    if (wantsSummary && asked.answers.length > 1)
      summary = await finalSummary({ ...asking, model }, asked);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return incomplete(together(asked, rightSide, summary), { status: 'failed', ...told(error) });
  }
  const review = together(asked, rightSide, summary);
  if (asked.fallbacks === 0) return review;
  const tell = `${asked.fallbacks} of ${prompts.length} parts were not reviewed: the model gave no valid answer twice.`;
  return incomplete(review, { status: 'fallback', reasonCode: 'INVALID_PROVIDER_OUTPUT', tell });
}

/** Nobody looked at all of it: low would say that somebody did. */
function incomplete(
  review: ProviderReview,
  why: Required<Pick<ProviderReview, 'reasonCode' | 'tell'>> & Pick<ProviderReview, 'status'>,
): ProviderReview {
  const { overall_risk: risk, top_issues: issues } = review.summary;
  return {
    ...review,
    ...why,
    summary: {
      overall_risk: risk === 'high' ? 'high' : 'medium',
      top_issues: [why.tell ?? '', ...issues],
    },
  };
}

function together(
  asked: Asked,
  rightSide: RightSide,
  summary: AiReviewSummary | undefined,
): ProviderReview {
  const { answers, calls, structured, retries, fallbacks } = asked;
  const { findings, droppedCount } = takeFindings(answers, rightSide);
  const parts = answers.map((answer) => answer.summary);
  const issues = (summary ? [summary] : parts).flatMap(({ top_issues }) => top_issues);
  const said = [...parts, ...(summary ? [summary] : [])].map(({ overall_risk }) => overall_risk);
  return {
    status: 'completed',
    summary: {
      overall_risk: overallRisk(said, findings),
      top_issues: [...new Set(issues.map((issue) => prose(issue, 500)))].slice(0, 10),
    },
    findings,
    droppedCount,
    chunksReviewed: answers.length,
    fallbackChunks: fallbacks,
    calls,
    structured,
    retries,
  };
}

/** The page's code stands at the beginning of the sentence, where there is one. */
function told({ tell, code }: Failure): { readonly reasonCode: string; readonly tell: string } {
  const known = /^([A-Z]+(?:_[A-Z]+)*\[[A-Za-z0-9_-]+\])/.exec(tell)?.[1];
  const reasonCode = known ?? `PROVIDER_ERROR[${code.toUpperCase().replaceAll('-', '_')}]`;
  return { reasonCode, tell: known ? tell : `${reasonCode}: ${tell}` };
}
