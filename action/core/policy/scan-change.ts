import type { TreeChange } from '../../domain/candidate-patch-set.ts';
import { displayPath } from '../../domain/display-path.ts';
import { type HiddenCharacterFact, type PathFact, PathKind, type SecretFact } from './facts.ts';
import { findSecrets } from './find-secrets.ts';
import { codePointName, findHiddenCharacters, type HiddenCharacter } from './hidden-characters.ts';
import { createLines, type Lines } from './lines.ts';
import { manifestChange } from './manifest-change.ts';
import {
  isAutomation,
  isDependencyFile,
  isExecutableAtCi,
  isGeneratedFile,
  isSensitive,
  isSnapshot,
  isSteering,
  isTestFile,
} from './path-kinds.ts';
import { type BlobText, readText } from './read-text.ts';
import { unusualIn } from './unusual-path.ts';

/** A blob as it was read; `unread` when it is larger than what is looked at. */
export type ReadBlob = Uint8Array | 'unread' | undefined;

/** All that one changed path says about itself. */
export interface ChangeScan {
  readonly path: PathFact;
  readonly secrets: readonly SecretFact[];
  readonly hiddenCharacters: readonly HiddenCharacterFact[];
}

/** Looks at one change: modes, names and what its new content adds to the old. Pure. */
export function scanChange(change: TreeChange, before: ReadBlob, after: ReadBlob): ChangeScan {
  const display = displayPath(change.path);
  const old = before instanceof Uint8Array ? readText(before) : undefined;
  const next = after instanceof Uint8Array ? readText(after) : undefined;
  const added = next ? hitsIn(display, old?.text ?? '', next) : nothing;
  return {
    path: {
      ...change,
      display,
      newSize: after instanceof Uint8Array ? after.length : null,
      content: contentOf(before, after),
      kinds: kindsOf(change, before, after, old, next),
      unusual: [...unusualIn(change.path)],
      renamedFrom: null,
    },
    secrets: [...secretsInPath(display), ...added.secrets],
    hiddenCharacters: added.hiddenCharacters,
  };
}

type Hits = Omit<ChangeScan, 'path'>;

const nothing: Hits = { secrets: [], hiddenCharacters: [] };

function contentOf(before: ReadBlob, after: ReadBlob): PathFact['content'] {
  if (before === 'unread' || after === 'unread') return 'not-scanned';
  return after === undefined ? 'none' : 'scanned';
}

function secretsInPath(display: string): readonly SecretFact[] {
  return findSecrets(display).map(({ rule, confidence }) => ({
    rule,
    confidence,
    side: 'added',
    path: display,
    line: null,
  }));
}

/** Only lines that the old content does not have as often count as the candidate's. */
function hitsIn(display: string, before: string, next: BlobText): Hits {
  // Most files have no hit at all: lines are only compared where there is one.
  let known: Lines | undefined;
  const lines = () => {
    known ??= createLines(before, next.text);
    return known;
  };
  const secrets: SecretFact[] = findSecrets(next.text)
    .filter(({ start, end }) => lines().anyAdded(start, end))
    .map(({ rule, confidence, start }) => ({
      rule,
      confidence,
      side: 'added',
      path: display,
      line: lines().at(start),
    }));
  return { secrets, hiddenCharacters: hiddenIn(display, next, lines) };
}

function hiddenIn(display: string, next: BlobText, lines: () => Lines): HiddenCharacterFact[] {
  const byLine = new Map<number, HiddenCharacter[]>();
  for (const character of next.binary ? [] : findHiddenCharacters(next.text)) {
    const line = lines().at(character.offset);
    const found = byLine.get(line) ?? [];
    if (found.length < mostPerLine && lines().isAdded(line)) {
      byLine.set(line, found);
      found.push(character);
    }
  }
  return [...byLine].map(([line, found]) => ({
    path: display,
    line,
    kinds: [...new Set(found.map(({ kind }) => kind))].sort(),
    codePoints: [...new Set(found.map(({ codePoint }) => codePointName(codePoint)))].slice(0, 8),
  }));
}

/** Enough to show what kind of line it is. */
const mostPerLine = 200;

function kindsOf(
  change: TreeChange,
  before: ReadBlob,
  after: ReadBlob,
  old: BlobText | undefined,
  next: BlobText | undefined,
): PathKind[] {
  const path = typeof change.path === 'string' ? change.path : displayPath(change.path);
  const modes = [change.oldMode, change.newMode];
  const manifest =
    /(^|\/)package\.json$/i.test(path) && before !== 'unread' && after !== 'unread'
      ? manifestChange(old?.text, next?.text)
      : { dependencies: true, scripts: true };
  const is: Record<PathKind, boolean> = {
    automation: isAutomation(path),
    binary: Boolean(old?.binary || next?.binary),
    'ci-executable': isExecutableAtCi(path) && manifest.scripts,
    dependency: isDependencyFile(path) && manifest.dependencies,
    'executable-bit-added': change.newMode === '100755' && change.oldMode !== '100755',
    generated: isGeneratedFile(path) || Boolean(next && saysGenerated(next.text)),
    gitlink: modes.includes('160000'),
    sensitive: isSensitive(path),
    snapshot: isSnapshot(path),
    steering: isSteering(path),
    symlink: modes.includes('120000'),
    test: isTestFile(path),
  };
  return PathKind.options.filter((kind) => is[kind]);
}

/** As generators say it in the first lines of what they write. */
function saysGenerated(text: string): boolean {
  return /@generated|code generated .{0,80}do not edit|auto-?generated/i.test(text.slice(0, 2_000));
}
