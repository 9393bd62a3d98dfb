import type { FindingsReport } from '../../domain/ai-review.ts';
import type { AiReviewFinding } from '../../domain/ai-review-finding.ts';
import type { ReviewFinding } from '../../domain/review-finding.ts';
import type { ReviewRun } from '../../domain/review-run.ts';
import type { Context } from '../context.ts';
import type { ReviewService } from '../services/review-service.ts';
import { isPartialReport } from './artifacts/build-report.ts';
import { type CandidateReview, type Reviewer, reviewCandidate } from './review-candidate.ts';

/** What the ledger takes of one review; the payload has all of them. */
const mostFindings = 500;

interface Open {
  readonly findings: ReviewFinding[];
  readonly payload: string | undefined;
}

/** A model as the loop's reviewer. Everything it says can only tighten what policy decides. */
export function createReviewService(reviewer: Reviewer, context: Context): ReviewService {
  const open = new Map<string, Open>();
  const openOf = (review: ReviewRun): Open => {
    const found = open.get(review.id);
    if (!found) throw new TypeError('this review is not open');
    return found;
  };
  const service: ReviewService = {
    async runReview(candidate, patch, baseFile) {
      const startedAt = context.now();
      const result = await reviewCandidate(candidate, patch, baseFile, reviewer, context);
      const report = result.kind === 'reviewed' ? result.report : undefined;
      const review: ReviewRun = {
        id: `review-run-${context.randomHex(8)}`,
        workflowRunId: candidate.workflowRunId,
        candidatePatchSetId: candidate.id,
        kind: 'llm',
        reviewer: reviewerOf(report),
        status: statusOf(report),
        summary: summaryOf(result),
        reviewedRevision: candidate.resultTree,
        startedAt,
        createdAt: startedAt,
      };
      const payload = report && `${JSON.stringify(report, null, 2)}\n`;
      open.set(review.id, { findings: [], payload });
      for (const finding of report?.findings.slice(0, mostFindings) ?? [])
        await service.emitFinding(review, recorded(finding));
      return review;
    },
    async emitFinding(review, finding) {
      const made: ReviewFinding = {
        ...finding,
        id: `review-finding-${context.randomHex(8)}`,
        workflowRunId: review.workflowRunId,
        reviewRunId: review.id,
        createdAt: context.now(),
      };
      openOf(review).findings.push(made);
      return made;
    },
    async completeReview(review) {
      const { findings, payload } = openOf(review);
      open.delete(review.id);
      return { review: { ...review, completedAt: context.now() }, findings, payload };
    },
  };
  return service;
}

function reviewerOf(report: FindingsReport | undefined): string {
  const { provider, model } = report?.meta.provider_runtime ?? {};
  return `model:${provider ?? 'unknown'}:${model ?? 'unknown'}`.slice(0, 200);
}

/** Whatever is not whole is no review: policy then asks for a person's word. */
function statusOf(report: FindingsReport | undefined): ReviewRun['status'] {
  if (!report || isPartialReport(report)) return 'unavailable';
  const grave = report.findings.some(({ severity }) => ['blocker', 'high'].includes(severity));
  return grave ? 'failed' : 'passed';
}

/** Our words only: what the model says is in the findings. */
function summaryOf(result: CandidateReview): string {
  if (result.kind === 'impossible') return result.tell.slice(0, 4_000);
  const { summary, findings } = result.report;
  const sentence = `Overall risk ${summary.overall_risk}, ${findings.length} findings.`;
  return `${result.tell ?? ''} ${sentence}`.trim().slice(0, 4_000);
}

function recorded(finding: AiReviewFinding) {
  const { severity, category, file, line_start, line_end, title, description } = finding;
  return {
    severity,
    category,
    message: `${title}: ${description}`.slice(0, 4_000).toWellFormed(),
    path: file,
    startLine: line_start,
    endLine: line_end,
  };
}
