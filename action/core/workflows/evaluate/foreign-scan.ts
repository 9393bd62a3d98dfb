import { type FoundSecret, withoutOverlaps } from '../../policy/find-secrets.ts';
import type { BlobText } from '../../policy/read-text.ts';
import type { SecretScanner } from '../../services/secret-scanner.ts';

export interface ForeignScan {
  /** Whether any scanner could find something in it, by its own account. */
  concerns(blob: BlobText): boolean;
  /** What all scanners together found in each blob. */
  scan(blobs: readonly BlobText[]): Promise<readonly (readonly FoundSecret[])[]>;
  /** Names of the scanners that could not look through everything. */
  unavailable(): readonly string[];
}

/** Others' scanners: they can add a concern, and one that fails is told of, never passed over. */
export function createForeignScan(scanners: readonly SecretScanner[]): ForeignScan {
  const failed = new Set<string>();
  return {
    concerns: (blob) => scanners.some((scanner) => mayFind(scanner, blob)),
    async scan(blobs) {
      if (blobs.length === 0) return [];
      const texts = blobs.map(({ text }) => text);
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

function mayFind({ needs }: SecretScanner, { words }: BlobText): boolean {
  if (!needs) return true;
  const { exact, caseless } = needs;
  return exact.some((word) => words.holds(word)) || caseless.some((word) => words.mayHold(word));
}
