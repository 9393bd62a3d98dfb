import { entropyOf } from './entropy.ts';
import { assignedNames, mayBite } from './secret-hints.ts';
import { secretRules } from './secret-rules.ts';
import { searchWords, type WordIndex } from './word-index.ts';

/** Where a secret is; deliberately not what it is. Offsets are UTF-16, `end` exclusive. */
export interface FoundSecret {
  readonly rule: string;
  readonly confidence: 'certain' | 'likely';
  readonly start: number;
  readonly end: number;
}

/** Secrets by shape, in order of appearance. Whoever indexed the text's words is quicker. */
export function findSecrets(
  text: string,
  words: WordIndex = searchWords(text),
): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  for (const { id, confidence, pattern } of secretRules) {
    if (!mayBite(id, words)) continue;
    for (const match of text.matchAll(pattern)) {
      found.push({ rule: id, confidence, start: match.index, end: match.index + match[0].length });
    }
  }
  const named = assignedNames.some((name) => words.mayHold(name));
  return withoutOverlaps(named ? [...found, ...findAssignments(text)] : found);
}

/** A name that promises a secret, then a quoted value that could be one. */
const assignment =
  /(?:password|passwd|secret|token|api_?key|access_?key|auth_?key|credential)["']?\s{0,4}(?::|=|=>|:=)\s{0,4}["'`]([^\s"'`$<>{}()]{16,200})["'`]/gi;

function findAssignments(text: string): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  for (const match of text.matchAll(assignment)) {
    if (!looksRandom(match[1] ?? '')) continue;
    const end = match.index + match[0].length;
    found.push({ rule: 'assigned-secret', confidence: 'likely', start: match.index, end });
  }
  return found;
}

/** Words, paths and placeholders have few distinct characters or no digits among letters. */
function looksRandom(value: string): boolean {
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  return entropyOf(value) > 3.4;
}

/** The first and surest of overlapping hits stands for all of them. */
export function withoutOverlaps(found: readonly FoundSecret[]): readonly FoundSecret[] {
  const ordered = [...found].sort(
    (left, right) =>
      left.start - right.start || right.end - left.end || (left.rule < right.rule ? -1 : 1),
  );
  const kept: FoundSecret[] = [];
  for (const hit of ordered) {
    const last = kept.at(-1);
    if (!last || hit.start >= last.end) kept.push(hit);
    else if (last.confidence === 'likely' && hit.confidence === 'certain') {
      kept[kept.length - 1] = { ...hit, start: last.start, end: Math.max(last.end, hit.end) };
    }
  }
  return kept;
}
