import type { HiddenCharacterFact, OpaqueLineFact, SecretFact, WeakenedTestFact } from './facts.ts';
import { type FoundSecret, findSecrets, withoutOverlaps } from './find-secrets.ts';
import { codePointName, findHiddenCharacters, type HiddenCharacter } from './hidden-characters.ts';
import { losesLicence } from './licence-header.ts';
import { createLines, type Lines } from './lines.ts';
import { opaqueLinesIn } from './opaque-lines.ts';
import { isDependencyFile, isExecutableAtCi, isTestFile, setsThresholds } from './path-kinds.ts';
import type { BlobText } from './read-text.ts';
import { loweredThresholds, weakenedIn } from './weakened-tests.ts';

/** What a file's new content says that its old content did not. */
export interface ContentHits {
  readonly secrets: readonly SecretFact[];
  readonly hiddenCharacters: readonly HiddenCharacterFact[];
  readonly weakenedTests: readonly WeakenedTestFact[];
  readonly opaqueLines: readonly OpaqueLineFact[];
  readonly losesLicence: boolean;
}

export const noHits: ContentHits = {
  secrets: [],
  hiddenCharacters: [],
  weakenedTests: [],
  opaqueLines: [],
  losesLicence: false,
};

interface Named {
  readonly path: string;
  /** As one safe line. */
  readonly display: string;
}

/**
 * Looks through the new content. Only lines that the old content does not have as often count
 * as the candidate's; `foreign` is what others' scanners found in the same text.
 */
export function contentHits(
  named: Named,
  before: BlobText | undefined,
  after: BlobText,
  foreign: readonly FoundSecret[],
): ContentHits {
  // Most files have no hit at all: lines are only compared where there is one.
  let known: Lines | undefined;
  const lines = () => {
    known ??= createLines(before?.text ?? '', after.text);
    return known;
  };
  return {
    secrets: secretsIn(named.display, after, foreign, lines),
    hiddenCharacters: hiddenIn(named.display, after, lines),
    weakenedTests: weakenedBy(named, before, after, lines),
    opaqueLines: opaqueIn(named, after, lines),
    losesLicence: before !== undefined && losesLicence(before.text, after.text),
  };
}

function secretsIn(
  path: string,
  { text, words }: BlobText,
  foreign: readonly FoundSecret[],
  lines: () => Lines,
): readonly SecretFact[] {
  const own = findSecrets(text, words);
  return (foreign.length === 0 ? own : withoutOverlaps([...own, ...foreign]))
    .filter(({ start, end }) => lines().anyAdded(start, end))
    .map(({ rule, confidence, start }) => ({
      rule,
      confidence,
      side: 'added',
      path,
      line: lines().at(start),
    }));
}

/** Enough to show what kind of line it is. */
const mostPerLine = 200;

function hiddenIn(path: string, after: BlobText, lines: () => Lines): HiddenCharacterFact[] {
  const byLine = new Map<number, HiddenCharacter[]>();
  for (const character of mayHide(after) ? findHiddenCharacters(after.text) : []) {
    const line = lines().at(character.offset);
    const found = byLine.get(line) ?? [];
    if (found.length < mostPerLine && lines().isAdded(line)) {
      byLine.set(line, found);
      found.push(character);
    }
  }
  return [...byLine].map(([line, found]) => ({
    path,
    line,
    kinds: [...new Set(found.map(({ kind }) => kind))].sort(),
    codePoints: [...new Set(found.map(({ codePoint }) => codePointName(codePoint)))].slice(0, 8),
  }));
}

function mayHide({ binary, words }: BlobText): boolean {
  return !binary && !words.isPlain();
}

/** In tests, in what runs tests, and where it says how much tests have to reach. */
function weakenedBy(
  { path, display }: Named,
  before: BlobText | undefined,
  after: BlobText,
  lines: () => Lines,
): readonly WeakenedTestFact[] {
  const marked = isTestFile(path) || isExecutableAtCi(path) ? weakenedIn(after.text, lines) : [];
  const lowered = before && setsThresholds(path) ? loweredThresholds(before.text, after.text) : [];
  return [...marked, ...lowered].map((found) => ({ ...found, path: display }));
}

/** What a deleted file demanded of tests; nothing demands it now, unless the file only moved. */
export function thresholdsGone(
  { path, display }: Named,
  before: BlobText | undefined,
): readonly WeakenedTestFact[] {
  if (!before || !setsThresholds(path)) return [];
  return loweredThresholds(before.text, '').map((found) => ({ ...found, path: display }));
}

/** Lockfiles are made of digests, and a binary file has a fact of its own. */
function opaqueIn(
  { path, display }: Named,
  after: BlobText,
  lines: () => Lines,
): readonly OpaqueLineFact[] {
  if (after.binary || isDependencyFile(path)) return [];
  return opaqueLinesIn(after.text)
    .filter(({ line }) => lines().isAdded(line))
    .map((found) => ({ ...found, path: display }));
}
