import { sha256Hex } from '../../../domain/digest.ts';
import type { EvidenceArtifact } from '../../../domain/evidence-artifact.ts';
import { type ManifestItem, sealDigest, sealedList } from '../../../domain/evidence-manifest.ts';
import type { RunId, Sha256 } from '../../../domain/ids.ts';
import type { Evidence } from '../../attempt.ts';
import type { Context } from '../../context.ts';
import { redact } from '../../policy/redact.ts';
import type { ArtifactsService } from '../../services/artifacts-service.ts';

/** Evidence that will not change any more, and where it is. */
export interface Sealed {
  readonly items: readonly ManifestItem[];
  readonly contents: ReadonlyMap<Sha256, Uint8Array>;
  readonly sealedSha256: Sha256;
  readonly artifacts: readonly EvidenceArtifact[];
}

/** A patch and the facts about it are sealed as they are: redacting would change what is approved. */
const neverRewritten: readonly Evidence['kind'][] = ['diff', 'policy-result'];

/** Redacts first, then addresses by content: what is stored is what is hashed. */
export function prepareEvidence(
  evidence: readonly Evidence[],
  secrets: readonly string[],
): Pick<Sealed, 'items' | 'contents'> {
  const items = new Map<Sha256, ManifestItem>();
  const contents = new Map<Sha256, Uint8Array>();
  for (const { kind, producer, contentType, content, truncated } of evidence) {
    const bytes = neverRewritten.includes(kind) ? content : redact(content, secrets);
    const sha256 = sha256Hex(bytes);
    const same = items.get(sha256);
    items.set(sha256, {
      sha256,
      size: bytes.length,
      kind: same?.kind ?? kind,
      contentType: same?.contentType ?? contentType,
      producers: [...(same?.producers ?? []), producer],
      truncated: truncated || (same?.truncated ?? false),
    });
    contents.set(sha256, bytes);
  }
  return { items: [...items.values()], contents };
}

/** Puts every item, and the sealed list of them, into the artifact store. */
export async function seal(
  runId: RunId,
  prepared: Pick<Sealed, 'items' | 'contents'>,
  store: Pick<ArtifactsService, 'provider' | 'putArtifact'>,
  context: Pick<Context, 'now' | 'randomHex'>,
): Promise<Sealed> {
  const artifacts = await Promise.all(
    prepared.items.map(async (item): Promise<EvidenceArtifact> => {
      const bytes = prepared.contents.get(item.sha256);
      if (!bytes) throw new TypeError(`no bytes for ${item.sha256}`);
      const stored = await store.putArtifact(runId, bytes, item.contentType);
      return {
        id: `artifact-${context.randomHex(8)}`,
        workflowRunId: runId,
        kind: item.kind,
        storageProvider: store.provider,
        storageKey: stored.storageKey,
        contentType: item.contentType,
        sizeBytes: item.size,
        sha256: item.sha256,
        createdAt: context.now(),
        producer: item.producers.join(', ').slice(0, 200),
        truncated: item.truncated,
      };
    }),
  );
  const sealedSha256 = sealDigest(runId, prepared.items);
  const list = new TextEncoder().encode(sealedList(runId, prepared.items));
  await store.putArtifact(runId, list, 'application/json');
  return { ...prepared, sealedSha256, artifacts };
}
