import type { AiReviewFinding } from '../../../domain/ai-review-finding.ts';
import { digestOf } from '../../../domain/digest.ts';

/**
 * The same finding in every run and format: what it says about which file. Its line is left
 * out, since lines move; `fingerprintsOf` tells twins apart by their order.
 */
function seedOf({ file, category, severity, title }: AiReviewFinding) {
  return { file: file.toWellFormed(), category, severity, title: title.toWellFormed() };
}

/** One for each finding, in their order: 64 hex digits, all different. */
export function fingerprintsOf(findings: readonly AiReviewFinding[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const seed = seedOf(finding);
    const key = JSON.stringify(seed);
    const twin = seen.get(key) ?? 0;
    seen.set(key, twin + 1);
    return digestOf({ ...seed, twin });
  });
}
