import { z } from 'zod';
import { FindingCategory, type ReviewFinding, Severity } from '../../domain/review-finding.ts';
import { ReviewRun } from '../../domain/review-run.ts';
import { sortBy } from './sort-by.ts';

/** What reviewers said: where and how grave, never in which words. */
export const ReviewFacts = z.strictObject({
  runs: z.array(
    z.strictObject({
      kind: ReviewRun.shape.kind,
      reviewer: z.string(),
      status: ReviewRun.shape.status,
    }),
  ),
  findings: z.array(
    z.strictObject({
      severity: Severity,
      category: FindingCategory,
      path: z.string().nullable(),
      line: z.int().positive().nullable(),
    }),
  ),
});
export type ReviewFacts = z.infer<typeof ReviewFacts>;

/** Reviews that somebody was asked for; the harness's own have rules of their own. */
const asked: readonly ReviewRun['kind'][] = ['llm', 'semantic', 'security', 'manual'];

/** Reviews that were asked for and gave no answer: that is not "passed". */
export function unanswered({ runs }: ReviewFacts): ReviewFacts['runs'] {
  return runs.filter(
    ({ kind, status }) => asked.includes(kind) && status !== 'passed' && status !== 'failed',
  );
}

export function reviewFacts(
  reviews: readonly { readonly run: ReviewRun; readonly findings: readonly ReviewFinding[] }[],
): ReviewFacts {
  return {
    runs: sortBy(
      reviews.map(({ run: { kind, reviewer, status } }) => ({ kind, reviewer, status })),
      (run) => `${run.kind} ${run.reviewer} ${run.status}`,
    ),
    findings: sortBy(
      reviews
        .flatMap(({ findings }) => findings)
        .map(({ severity, category, path, startLine }) => ({
          severity,
          category,
          path: path ?? null,
          line: startLine ?? null,
        })),
      (finding) => JSON.stringify(finding),
    ),
  };
}
