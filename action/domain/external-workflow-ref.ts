import { z } from 'zod';
import { GitObjectId, RunId } from './ids.ts';

/** Of the accounts behind one pull request: GitHub lists at most 250 commits, each by two. */
export const mostHands = 600;

/** Where a request came from, in the provider's own terms; kept for people and for audit. */
export const ExternalWorkflowRef = z.strictObject({
  provider: z.literal('github'),
  /** Names the event once and for all: the same delivery never makes a second run. */
  deliveryId: z.string().min(1).max(200),
  eventKind: z.string().regex(/^[a-z_]+(\.[a-z_]+)*$/),
  repository: z.strictObject({
    provider: z.literal('github'),
    installationId: z.string().optional(),
    externalId: z.string().regex(/^\d+$/),
    owner: z.string().min(1),
    name: z.string().min(1),
    fullName: z.string().min(3),
  }),
  issue: z
    .strictObject({
      externalId: z.string(),
      number: z.int().positive(),
      title: z.string(),
      body: z.string(),
      /** Numeric id of the account that wrote it; absent where that was deleted, or not known. */
      authorId: z.string().regex(/^\d+$/).optional(),
    })
    .optional(),
  pullRequest: z
    .strictObject({
      externalId: z.string(),
      number: z.int().positive(),
      title: z.string(),
      body: z.string(),
      updatedAt: z.string(),
      baseSha: GitObjectId,
      headSha: GitObjectId,
      previousHeadSha: GitObjectId.optional(),
      headRef: z.string(),
      baseRef: z.string(),
      /** Numeric id of the repository that the head is in; absent where that was deleted. */
      headRepositoryId: z.string().regex(/^\d+$/).optional(),
      /** Numeric id of the account that opened it. */
      authorId: z.string().regex(/^\d+$/),
      /**
       * Numeric ids of the accounts that wrote, committed or pushed what the head holds, as far as
       * the forge knows them. Absent where nobody asked.
       */
      handIds: z.array(z.string().regex(/^\d+$/)).max(mostHands).optional(),
    })
    .optional(),
  /** The comment that holds the command, as the event delivered it: compared with the live one. */
  comment: z
    .strictObject({
      externalId: z.string().regex(/^\d+$/),
      body: z.string(),
      updatedAt: z.string(),
    })
    .optional(),
  /** What an earlier run is asked again with. */
  rerun: z
    .strictObject({
      of: RunId.optional(),
      instruction: z.string().optional(),
      /** Whoever asked again said the task as well: no issue holds it. */
      taskGiven: z.literal(true).optional(),
    })
    .optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
  sender: z.strictObject({
    provider: z.literal('github'),
    externalId: z.string().regex(/^\d+$/),
    login: z.string().min(1),
    kind: z.enum(['User', 'Bot', 'Organization', 'Mannequin']),
  }),
});
export type ExternalWorkflowRef = z.infer<typeof ExternalWorkflowRef>;
