import { DsseEnvelope } from '../../action/domain/dsse-envelope.ts';
import { ReviewFinding } from '../../action/domain/review-finding.ts';
import { ReviewRun } from '../../action/domain/review-run.ts';
import type { Dispatch } from '../contract/run-view.ts';
import type { QueryCtx } from './_generated/server.js';

const mostRows = 500;

export async function reviewsOf(ctx: QueryCtx, runId: string): Promise<ReviewRun[]> {
  const rows = await ctx.db
    .query('reviewRuns')
    .withIndex('by_review', (q) => q.eq('record.workflowRunId', runId))
    .take(mostRows);
  return rows.map(({ record }) => ReviewRun.parse(record));
}

export async function findingsOf(ctx: QueryCtx, runId: string): Promise<ReviewFinding[]> {
  const rows = await ctx.db
    .query('reviewFindings')
    .withIndex('by_finding', (q) => q.eq('record.workflowRunId', runId))
    .take(mostRows);
  return rows.map(({ record }) => ReviewFinding.parse(record));
}

export async function attestationOf(
  ctx: QueryCtx,
  runId: string,
  kind: 'decision' | 'publication',
): Promise<DsseEnvelope | null> {
  const row = await ctx.db
    .query('attestations')
    .withIndex('by_run', (q) => q.eq('runId', runId).eq('kind', kind))
    .unique();
  return row && DsseEnvelope.parse(row.envelope);
}

/** Newest first. */
export async function dispatchesOf(ctx: QueryCtx, runId: string): Promise<Dispatch[]> {
  const rows = await ctx.db
    .query('dispatches')
    .withIndex('by_run', (q) => q.eq('runId', runId))
    .order('desc')
    .take(20);
  return rows.map(({ workflowRunId, url, status, conclusion, createdAt, updatedAt }) => ({
    ...{ workflowRunId, url, status, createdAt, updatedAt },
    ...(conclusion === undefined ? {} : { conclusion }),
  }));
}
