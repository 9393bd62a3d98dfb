import { z } from 'zod';
import { RecordId, RunId, Timestamp } from './ids.ts';

/** PatchPatrol's vocabulary, everywhere. */
export const Severity = z.enum(['blocker', 'high', 'medium', 'low', 'info']);
export type Severity = z.infer<typeof Severity>;

export const FindingCategory = z.enum([
  'security',
  'correctness',
  'reliability',
  'performance',
  'maintainability',
  'testing',
  'style',
]);
export type FindingCategory = z.infer<typeof FindingCategory>;

export const ReviewFinding = z.strictObject({
  id: RecordId,
  workflowRunId: RunId,
  reviewRunId: RecordId,
  severity: Severity,
  category: FindingCategory,
  message: z.string().min(1).max(4_000),
  path: z.string().optional(),
  startLine: z.int().positive().optional(),
  endLine: z.int().positive().optional(),
  evidenceArtifactId: z.string().optional(),
  createdAt: Timestamp,
});
export type ReviewFinding = z.infer<typeof ReviewFinding>;
