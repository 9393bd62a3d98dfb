import { sha256Hex } from '../../action/domain/digest.ts';
import type { EvidenceArtifact } from '../../action/domain/evidence-artifact.ts';

/** More than anybody reads on a page; the rest is in the download. */
const longestShown = 512 * 1024;

export type EvidenceText =
  | {
      readonly status: 'here';
      readonly text: string;
      readonly cut: boolean;
      readonly shownBytes: number;
    }
  | { readonly status: 'missing'; readonly because: string };

type ReadArtifact = (runId: string, sha256: string) => Promise<Uint8Array>;

/** A piece of evidence as text, believed only where its digest says so. */
export async function readText(
  runId: string,
  { sha256 }: EvidenceArtifact,
  read: ReadArtifact,
): Promise<EvidenceText> {
  const bytes = await read(runId, sha256).catch(() => undefined);
  if (!bytes || sha256Hex(bytes) !== sha256)
    return { status: 'missing', because: 'it could not be read back whole' };
  const shown = bytes.subarray(0, longestShown);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(shown);
  return { status: 'here', text, cut: bytes.length > longestShown, shownBytes: shown.length };
}
