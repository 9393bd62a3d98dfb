import type { FindingsReport } from '../../../action/domain/ai-review.ts';
import type { AiReviewFinding } from '../../../action/domain/ai-review-finding.ts';

/** The page's own example, to the letter. */
export const minimal = {
  meta: {
    model: 'deepseek-coder-v2:16b',
    base_sha: '1111111',
    head_sha: '2222222',
    generated_at: '2026-02-26T12:00:00Z',
    diff_stats: { files: 0, insertions: 0, deletions: 0 },
    limits: { max_diff_bytes: 32768, max_files: 50 },
  },
  summary: { overall_risk: 'low', top_issues: [] },
  findings: [],
} satisfies FindingsReport;

export function finding(part: Partial<AiReviewFinding> = {}): AiReviewFinding {
  return {
    severity: 'high',
    category: 'security',
    file: 'src/a.ts',
    line_start: 1,
    line_end: 2,
    title: 'A title',
    description: 'A description',
    recommendation: 'A recommendation',
    confidence: 0.5,
    suggested_patch: 'const a = 1;',
    provenance: { origin: 'llm', sources: ['llm'] },
    ...part,
  };
}

export function reportOf(findings: readonly AiReviewFinding[]): FindingsReport {
  return { ...minimal, findings: [...findings] };
}
