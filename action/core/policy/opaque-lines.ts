import { entropyOf } from './entropy.ts';
import type { OpaqueLineFact } from './facts.ts';

/** Longer lines are for machines. */
const longest = 1_000;
/** Shorter pieces are digests, ids and long words. */
const shortestRandom = 120;

type Opaque = Omit<OpaqueLineFact, 'path'>;

/** Lines that nobody can read, in order; the caller knows which of them are new. */
export function opaqueLinesIn(text: string): readonly Opaque[] {
  const found: Opaque[] = [];
  let line = 0;
  for (let start = 0; start <= text.length; ) {
    line += 1;
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next;
    if (end - start >= shortestRandom) {
      const opaque = judge(text.slice(start, end), line);
      if (opaque) found.push(opaque);
    }
    start = end + 1;
  }
  return found;
}

function judge(content: string, line: number): Opaque | undefined {
  if (content.length > longest) return { line, kind: 'long', characters: content.length };
  for (const [piece] of content.matchAll(/[A-Za-z0-9+/=_-]+|(?:\\x[0-9a-f]{2})+/gi)) {
    if (piece.length >= shortestRandom && entropyOf(piece) > enough(piece))
      return { line, kind: 'random', characters: piece.length };
  }
  return undefined;
}

/** Hexadecimal digits hold four bits at most, and nobody writes a sentence in them. */
function enough(piece: string): number {
  return /^[0-9a-f]+$/i.test(piece) ? 3.5 : 4.6;
}
