import { z } from 'zod';
import { digestOf } from './digest.ts';
import { GitObjectId, RepositoryId, RunId, Sha256, Timestamp } from './ids.ts';
import { PolicyOutcome } from './policy-bundle.ts';

/**
 * Exactly what a person approves. The digest of its canonical JSON is what the decision
 * names; the publish job recomputes every part and refuses on any difference.
 */
export const ApprovalSubject = z.strictObject({
  schemaVersion: z.literal(1),
  runId: RunId,
  repositoryId: RepositoryId,
  targetRef: z.string().startsWith('refs/heads/'),
  baseCommit: GitObjectId,
  baseTree: GitObjectId,
  patchSha256: Sha256,
  resultTree: GitObjectId,
  planDigest: Sha256,
  policyDigest: Sha256,
  policyOutcome: PolicyOutcome,
  evidenceManifestSha256: Sha256,
  provenanceHead: Sha256,
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
  expiresAt: Timestamp,
});
export type ApprovalSubject = z.infer<typeof ApprovalSubject>;

export function subjectDigest(subject: ApprovalSubject): Sha256 {
  return digestOf(ApprovalSubject.parse(subject));
}
