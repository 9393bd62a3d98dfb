import type { EvidenceArtifact } from '../../domain/evidence-artifact.ts';
import type { Sha256 } from '../../domain/ids.ts';

export interface StoredArtifact {
  readonly storageKey: string;
  readonly sizeBytes: number;
  readonly sha256: Sha256;
}

/**
 * Bytes by content. Contract: an object is written once and never replaced; `putArtifact`
 * returns after the store confirmed the digest; `getArtifact` re-hashes what it read and
 * throws `Failure` `tampered` on a difference.
 */
export interface ArtifactsService {
  readonly provider: EvidenceArtifact['storageProvider'];
  putArtifact(runId: string, content: Uint8Array, contentType: string): Promise<StoredArtifact>;
  getArtifact(runId: string, sha256: Sha256): Promise<Uint8Array>;
  getArtifactMetadata(runId: string, sha256: Sha256): Promise<StoredArtifact | undefined>;
  /** Valid for at most 60 seconds. */
  createSignedReadUrl(runId: string, sha256: Sha256, seconds: number): Promise<string>;
  deleteArtifact(runId: string, sha256: Sha256): Promise<void>;
  /** Deletes what is older; returns how many objects went. */
  applyRetentionPolicy(olderThan: Date): Promise<number>;
}

/** What publish may do: read what was sealed and add what it published. */
export type PublishArtifacts = Pick<ArtifactsService, 'provider' | 'getArtifact' | 'putArtifact'>;
