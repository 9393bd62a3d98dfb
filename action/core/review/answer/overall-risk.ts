import type { AiReviewSummary, OverallRisk } from '../../../domain/ai-review.ts';
import type { AiReviewFinding } from '../../../domain/ai-review-finding.ts';

/** A model that finds a blocker and calls the change harmless is believed about the blocker. */
export function overallRisk(
  said: readonly OverallRisk[],
  findings: readonly Pick<AiReviewFinding, 'severity'>[],
): OverallRisk {
  const risks = [...said, ...findings.map(riskOf)];
  if (risks.includes('high')) return 'high';
  return risks.includes('medium') ? 'medium' : 'low';
}

function riskOf({ severity }: Pick<AiReviewFinding, 'severity'>): AiReviewSummary['overall_risk'] {
  if (severity === 'blocker' || severity === 'high') return 'high';
  return severity === 'medium' ? 'medium' : 'low';
}
