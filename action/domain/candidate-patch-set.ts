import { z } from 'zod';
import { GitObjectId, RecordId, RunId, Sha256, Timestamp } from './ids.ts';

/** A path as git knows it: a string, or its bytes where they are not UTF-8. */
export const TreePath = z.union([z.string().min(1), z.strictObject({ base64: z.base64() })]);
export type TreePath = z.infer<typeof TreePath>;

/** One line of `git diff-tree -r -z --raw --no-renames`; an absent side is null. */
export const TreeChange = z.strictObject({
  path: TreePath,
  status: z.enum(['A', 'D', 'M', 'T']),
  oldMode: z
    .string()
    .regex(/^[0-7]{6}$/)
    .nullable(),
  newMode: z
    .string()
    .regex(/^[0-7]{6}$/)
    .nullable(),
  oldBlob: GitObjectId.nullable(),
  newBlob: GitObjectId.nullable(),
});
export type TreeChange = z.infer<typeof TreeChange>;

/** A change as git prints it in a raw diff: an absent side is mode 000000 and an id of zeros. */
export const RawTreeChange = TreeChange.extend({
  oldMode: z.string().regex(/^[0-7]{6}$/),
  newMode: z.string().regex(/^[0-7]{6}$/),
  oldBlob: GitObjectId,
  newBlob: GitObjectId,
});
export type RawTreeChange = z.infer<typeof RawTreeChange>;

export function rawChange({
  path,
  status,
  oldMode,
  newMode,
  oldBlob,
  newBlob,
}: TreeChange): RawTreeChange {
  const absent = '0'.repeat((oldBlob ?? newBlob ?? '').length || 40);
  return {
    path,
    status,
    oldMode: oldMode ?? absentMode,
    newMode: newMode ?? absentMode,
    oldBlob: oldBlob ?? absent,
    newBlob: newBlob ?? absent,
  };
}

const absentMode = '000000';

export const PatchStats = z.strictObject({
  filesChanged: z.int().nonnegative(),
  additions: z.int().nonnegative(),
  deletions: z.int().nonnegative(),
});
export type PatchStats = z.infer<typeof PatchStats>;

/** Whose work this is. An agent's patch can never stand for an incoming pull request. */
export const CandidateSubject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sandbox-generated'), sandboxExecutionId: z.string() }),
  z.strictObject({
    kind: z.literal('incoming-pull-request'),
    repositoryExternalId: z.string(),
    pullRequestNumber: z.int().positive(),
    baseSha: GitObjectId,
    headSha: GitObjectId,
  }),
  z.strictObject({ kind: z.literal('patch-file'), sha256: Sha256 }),
]);
export type CandidateSubject = z.infer<typeof CandidateSubject>;

/** What came out, derived on the trusted side from two trees; the bytes are evidence. */
export const CandidatePatchSet = z
  .strictObject({
    id: RecordId,
    workflowRunId: RunId,
    subject: CandidateSubject,
    status: z.enum(['captured', 'empty']),
    baseSha: GitObjectId,
    baseTree: GitObjectId,
    resultTree: GitObjectId,
    patchSha256: Sha256,
    changes: z.array(TreeChange),
    stats: PatchStats,
    createdAt: Timestamp,
  })
  .refine((set) => (set.status === 'empty') === (set.changes.length === 0), {
    path: ['status'],
    message: 'a candidate is empty exactly when it changes nothing',
  });
export type CandidatePatchSet = z.infer<typeof CandidatePatchSet>;
