import { z } from 'zod';
import { RecordId, RunId, Sha256, Timestamp } from './ids.ts';

/** SPEC 11.2. */
export const EvidenceKind = z.enum([
  'raw-trace',
  'stdout',
  'stderr',
  'diff',
  'test-report',
  'screenshot',
  'video',
  'policy-result',
  'trust-report',
]);
export type EvidenceKind = z.infer<typeof EvidenceKind>;

/** Metadata of one stored payload. The bytes live in the artifact store under `storageKey`. */
export const EvidenceArtifact = z.strictObject({
  id: RecordId,
  workflowRunId: RunId,
  kind: EvidenceKind,
  storageProvider: z.enum(['cloudflare-r2', 'local']),
  storageKey: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9/._-]{0,300}$/),
  contentType: z.string().max(200),
  sizeBytes: z.int().nonnegative(),
  sha256: Sha256,
  createdAt: Timestamp,
  /** What made it: `agent`, `verify/baseline/test`, `policy` ... */
  producer: z.string().max(200),
  truncated: z.boolean(),
});
export type EvidenceArtifact = z.infer<typeof EvidenceArtifact>;
