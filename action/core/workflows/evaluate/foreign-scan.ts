import { type FoundSecret, withoutOverlaps } from '../../policy/find-secrets.ts';
import { readText } from '../../policy/read-text.ts';
import type { ReadBlob } from '../../policy/scan-change.ts';
import type { SecretScanner } from '../../services/secret-scanner.ts';

export interface ForeignScan {
  /** What all scanners together found in each blob. */
  scan(blobs: readonly ReadBlob[]): Promise<readonly (readonly FoundSecret[])[]>;
  /** Names of the scanners that could not look through everything. */
  unavailable(): readonly string[];
}

/** Others' scanners: they can add a concern, and one that fails is told of, never passed over. */
export function createForeignScan(scanners: readonly SecretScanner[]): ForeignScan {
  const failed = new Set<string>();
  return {
    async scan(blobs) {
      if (scanners.length === 0) return [];
      const texts = blobs.map((blob) => (blob instanceof Uint8Array ? readText(blob).text : ''));
      const answers = await Promise.all(
        scanners.map(async (scanner) => {
          try {
            return await scanner.scan(texts);
          } catch {
            failed.add(`policy/${scanner.name}`);
            return [];
          }
        }),
      );
      return texts.map((_, index) =>
        withoutOverlaps(answers.flatMap((answer) => answer[index] ?? [])),
      );
    },
    unavailable: () => [...failed].sort(),
  };
}
