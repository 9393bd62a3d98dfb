import type { SecretFact } from './facts.ts';
import { findSecrets } from './find-secrets.ts';
import { createLines } from './lines.ts';

/**
 * Secrets that the base holds and the patch displays, as removed or surrounding lines: they are
 * not the candidate's, but whoever opens the evidence reads them. Line numbers are the patch's,
 * whose text decides nothing else.
 */
export function shownSecrets(patch: Uint8Array): readonly SecretFact[] {
  const text = new TextDecoder('utf-8').decode(patch);
  const found = findSecrets(text);
  if (found.length === 0) return [];
  const lines = createLines('', text);
  return found
    .map((secret) => ({ ...secret, line: lines.at(secret.start) }))
    .filter(({ line }) => isOldLine(lines.text(line)))
    .map(({ rule, confidence, line }) => ({
      rule,
      confidence,
      side: 'shown',
      path: '(patch)',
      line,
    }));
}

function isOldLine(line: string): boolean {
  return line.startsWith(' ') || (line.startsWith('-') && !line.startsWith('--- '));
}
