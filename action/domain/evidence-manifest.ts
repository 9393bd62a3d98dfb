import { z } from 'zod';
import { canonicalJson } from './canonical-json.ts';
import { sha256Hex } from './digest.ts';
import { EvidenceKind } from './evidence-artifact.ts';
import { RunId, Sha256 } from './ids.ts';

/** One piece of evidence; the file `evidence/<sha256>` of a run bundle holds its bytes. */
export const ManifestItem = z.strictObject({
  sha256: Sha256,
  size: z.int().nonnegative(),
  kind: EvidenceKind,
  contentType: z.string(),
  /** Everything that produced exactly these bytes. */
  producers: z.array(z.string()).min(1),
  truncated: z.boolean(),
});
export type ManifestItem = z.infer<typeof ManifestItem>;

/** A file of the bundle that people read by name: reports, decision, texts put on GitHub. */
export const ManifestDocument = z.strictObject({
  path: z.string().regex(/^[a-z][a-z0-9-]*(\/[a-z][a-z0-9-]*)?(\.dsse)?\.(json|md|html)$/),
  sha256: Sha256,
  size: z.int().nonnegative(),
});
export type ManifestDocument = z.infer<typeof ManifestDocument>;

/**
 * `manifest.json`. `items` is sealed before anyone is asked to decide: its digest is part of
 * the approval subject. `documents` grows afterwards (decision, publication, texts); the last
 * provenance event names the digest of the whole file.
 */
export const EvidenceManifest = z.strictObject({
  schemaVersion: z.literal(1),
  runId: RunId,
  sealedSha256: Sha256,
  items: z.array(ManifestItem),
  documents: z.array(ManifestDocument),
});
export type EvidenceManifest = z.infer<typeof EvidenceManifest>;

/** What is sealed: run and items in order of their digests, as the canonical JSON that is stored. */
export function sealedList(runId: RunId, items: readonly ManifestItem[]): string {
  const ordered = [...items].sort((left, right) => (left.sha256 < right.sha256 ? -1 : 1));
  return canonicalJson({ runId, items: ordered });
}

/** The address of the sealed list: part of the approval subject. */
export function sealDigest(runId: RunId, items: readonly ManifestItem[]): Sha256 {
  return sha256Hex(sealedList(runId, items));
}

/** The sealed list as it is read back from a store. */
export const SealedList = z.strictObject({ runId: RunId, items: z.array(ManifestItem) });
