import { z } from 'zod';
import { TreePath } from './candidate-patch-set.ts';
import { ActorId, RecordId, RunId, Sha256, Timestamp } from './ids.ts';
import { DecisionAnswer } from './merge-decision.ts';
import { WorkspaceRole } from './permission.ts';

/**
 * How a changed file was before its reader: shown, or knowingly passed over. Which of the two
 * is recorded for ever; a file that is neither keeps the decision closed.
 */
export const ViewedFile = z.strictObject({
  path: TreePath,
  state: z.enum(['opened', 'marked-unviewed']),
});
export type ViewedFile = z.infer<typeof ViewedFile>;

/**
 * One person's answer about one subject. A decision is made of as many of them as policy asks
 * for; each stands for itself, with who gave it, in what role and on what they had before them.
 */
export const Approval = z.strictObject({
  id: RecordId,
  workflowRunId: RunId,
  subjectSha256: Sha256,
  answer: DecisionAnswer,
  actorId: ActorId,
  /** As the membership had it at that moment. */
  role: WorkspaceRole,
  /** `github:<numeric id>` of the account that is linked to the person. */
  githubAccountId: ActorId.optional(),
  /** What CODEOWNERS may call this person, in lower case: `@login`, `@org/team`, an address. */
  handles: z.array(z.string().max(200)).max(100).optional(),
  comment: z.string().max(4_000),
  overrideReason: z.string().min(1).max(4_000).optional(),
  /** The digest that the browser computed over the bytes it displayed. */
  displayedPatchSha256: Sha256.optional(),
  filesOpened: z.int().nonnegative(),
  /** Files that the person chose not to open. */
  filesUnviewed: z.array(TreePath).max(2_000),
  /** When the person last proved who they are. */
  authenticatedAt: Timestamp.optional(),
  /** The requester approved their own request, under the workspace's explicit exception. */
  solo: z.literal(true).optional(),
  decidedAt: Timestamp,
});
export type Approval = z.infer<typeof Approval>;
