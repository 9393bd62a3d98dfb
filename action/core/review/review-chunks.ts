import type { OverallRisk } from '../../domain/ai-review.ts';
import type { AiReviewFinding } from '../../domain/ai-review-finding.ts';
import { Failure } from '../../domain/failure.ts';
import { prose, takeFindings } from './answer/take-findings.ts';
import { type Asked, type Asking, askAbout, nothingAsked } from './ask-model.ts';
import type { ProviderReview } from './provider-review.ts';
import type { RightSide } from './scope/right-side.ts';

/** Asks about every part, one after the other, and puts the answers together. */
export async function reviewChunks(
  prompts: readonly string[],
  asking: Asking,
  rightSide: RightSide,
): Promise<ProviderReview> {
  const asked = nothingAsked();
  try {
    for (const prompt of prompts) await askAbout(prompt, asking, asked);
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
      overall_risk: highest([...said, ...findings.map(riskOf)]),
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

/** A model that finds a blocker and calls the change harmless is believed about the blocker. */
function riskOf({ severity }: AiReviewFinding): OverallRisk {
  if (severity === 'blocker' || severity === 'high') return 'high';
  return severity === 'medium' ? 'medium' : 'low';
}

function highest(risks: readonly OverallRisk[]): OverallRisk {
  if (risks.includes('high')) return 'high';
  return risks.includes('medium') ? 'medium' : 'low';
}

/** The page's code stands at the beginning of the sentence, where there is one. */
function told({ tell, code }: Failure): { readonly reasonCode: string; readonly tell: string } {
  const known = /^([A-Z]+(?:_[A-Z]+)*\[[A-Za-z0-9_-]+\])/.exec(tell)?.[1];
  const reasonCode = known ?? `PROVIDER_ERROR[${code.toUpperCase().replaceAll('-', '_')}]`;
  return { reasonCode, tell: known ? tell : `${reasonCode}: ${tell}` };
}
