import type { EvidenceArtifact } from '../../../action/domain/evidence-artifact.ts';

export interface PicturePair {
  readonly name: string;
  readonly before: EvidenceArtifact;
  readonly after: EvidenceArtifact;
}

export function isPicture({ kind }: EvidenceArtifact): boolean {
  return kind === 'screenshot';
}

/** Screenshots of one name, of the base and of the candidate. */
export function pairsOf(artifacts: readonly EvidenceArtifact[]): PicturePair[] {
  const pictures = artifacts.filter(isPicture);
  return pictures.flatMap((after) => {
    if (!/candidate/.test(after.producer)) return [];
    const name = after.producer.replace('candidate', 'baseline');
    const before = pictures.find(({ producer }) => producer === name);
    return before ? [{ name: after.producer, before, after }] : [];
  });
}
