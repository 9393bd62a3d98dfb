import { Failure } from '../../domain/failure.ts';
import type { ReviewModel } from '../services/review-model.ts';
import { overallRisk } from './answer/overall-risk.ts';
import { prose, takeFindings } from './answer/take-findings.ts';
import { type Asked, type Asking, askAbout, nothingAsked } from './ask-model.ts';
import type { ProviderReview } from './provider-review.ts';
import type { RightSide } from './scope/right-side.ts';

/** Asks about every part, one after the other, and puts the answers together. */
export async function reviewChunks(
  prompts: readonly string[],
  {
    openModel,
    ...asking
  }: Omit<Asking, 'model'> & { readonly openModel: () => Promise<ReviewModel> },
  rightSide: RightSide,
): Promise<ProviderReview> {
  const asked = nothingAsked();
  try {
    const model = await openModel();
    for (const prompt of prompts) await askAbout(prompt, { ...asking, model }, asked);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { reasonCode, tell } = told(error);
    return { ...together(asked, rightSide), status: 'failed', reasonCode, tell };
  }
  const review = together(asked, rightSide);
  if (asked.fallbacks === 0) return review;
  return {
    ...review,
    status: 'fallback',
    reasonCode: 'INVALID_PROVIDER_OUTPUT',
    summary: {
      overall_risk: review.summary.overall_risk === 'high' ? 'high' : 'medium',
      top_issues: [
        `${asked.fallbacks} of ${prompts.length} parts were not reviewed: the model gave no valid answer twice.`,
        ...review.summary.top_issues,
      ],
    },
  };
}

function together(asked: Asked, rightSide: RightSide): ProviderReview {
  const { answers, calls, structured, retries, fallbacks } = asked;
  const { findings, droppedCount } = takeFindings(answers, rightSide);
  const said = answers.map(({ summary }) => summary.overall_risk);
  const issues = answers.flatMap(({ summary }) => summary.top_issues);
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
