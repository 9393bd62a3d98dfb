import type { TreeChange } from '../../domain/candidate-patch-set.ts';
import { displayPath } from '../../domain/display-path.ts';
import { type ContentHits, contentHits, noHits, thresholdsGone } from './content-hits.ts';
import { type DependencyScan, scanDependencies } from './dependencies/scan-dependencies.ts';
import type { PathFact, SecretFact } from './facts.ts';
import { type FoundSecret, findSecrets } from './find-secrets.ts';
import { kindsOf, type Sides } from './path-kind-of.ts';
import type { BlobText } from './read-text.ts';
import { unusualIn } from './unusual-path.ts';

/** A blob as it was read; `unread` when it is larger than what is looked at. */
export type ReadBlob = BlobText | 'unread' | undefined;

/** All that one changed path says about itself. */
export interface ChangeScan extends ContentHits {
  readonly path: PathFact;
  /** Undefined where the path decides nothing about foreign code. */
  readonly dependencies: DependencyScan | undefined;
}

/** Looks at one change: modes, names and what its new content adds to the old. Pure. */
export function scanChange(
  change: TreeChange,
  before: ReadBlob,
  after: ReadBlob,
  foreign: readonly FoundSecret[] = [],
): ChangeScan {
  const display = displayPath(change.path);
  const path = typeof change.path === 'string' ? change.path : display;
  const sides: Sides = {
    before: before === 'unread' ? undefined : before,
    after: after === 'unread' ? undefined : after,
    unread: before === 'unread' || after === 'unread',
  };
  const hits = sides.after
    ? contentHits({ path, display }, sides.before, sides.after, foreign)
    : { ...noHits, weakenedTests: thresholdsGone({ path, display }, sides.before) };
  return {
    ...hits,
    path: {
      ...change,
      display,
      newSize: sides.after?.size ?? null,
      content: sides.unread ? 'not-scanned' : after === undefined ? 'none' : 'scanned',
      kinds: kindsOf(change, sides),
      unusual: [...unusualIn(change.path)],
      renamedFrom: null,
    },
    secrets: [...secretsInPath(display), ...hits.secrets],
    dependencies: dependenciesIn(path, sides),
  };
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

/** What was not read, or is no text, may bring in anything. */
function dependenciesIn(
  path: string,
  { before, after, unread }: Sides,
): DependencyScan | undefined {
  const scan = scanDependencies(path, before?.text, after?.text);
  const unreadable = unread || before?.binary || after?.binary;
  return scan && unreadable ? { ...scan, notes: [], unread: true } : scan;
}
