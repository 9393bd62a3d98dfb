import { z } from 'zod';
import { RecordId, RunId, Timestamp } from './ids.ts';
import type { MergeDecision } from './merge-decision.ts';

export const PublicationEvent = z.strictObject({
  id: RecordId,
  workflowRunId: RunId,
  decisionId: RecordId.optional(),
  candidatePatchSetId: RecordId.optional(),
  targetSha: z.string().optional(),
  provider: z.enum(['github', 'local']),
  kind: z.enum(['issue-comment', 'check-run', 'draft-pull-request', 'branch', 'commit']),
  status: z.enum(['pending', 'published', 'failed']),
  externalId: z.string().optional(),
  url: z.string().optional(),
  summary: z.string().max(2_000).optional(),
  error: z.string().max(2_000).optional(),
  createdAt: Timestamp,
  idempotencyKey: z.string().max(200),
});
export type PublicationEvent = z.infer<typeof PublicationEvent>;

/** Check and comment only tell of a run; the others change what is in the repository. */
export function isWriting({ kind }: PublicationEvent): boolean {
  return kind !== 'check-run' && kind !== 'issue-comment';
}

/** Why this is not believed to have been published; undefined where it is. */
export function whyNotPublished(
  event: PublicationEvent,
  decision: MergeDecision | undefined,
): string | undefined {
  if (event.decisionId !== undefined && event.decisionId !== decision?.id)
    return 'the publication names another decision than that of its run';
  const isTaken = decision?.answer === 'approved' && decision.consumedAt !== undefined;
  return isWriting(event) && !isTaken
    ? `nobody took an approval to publish this ${event.kind} with`
    : undefined;
}
