import type { WeakenedTestFact } from './facts.ts';
import type { Lines } from './lines.ts';

type Kind = WeakenedTestFact['kind'];

/** How tests are told not to run, or not to fail, in the languages that people use. */
const markers: readonly (readonly [Kind, RegExp])[] = [
  [
    'focused',
    /\b(?:describe|context|suite|it|test|specify)(?:\.\w+)*\.only\b|\b(?:fit|fdescribe|fcontext)\s*\(/g,
  ],
  [
    'skipped',
    /\b(?:describe|context|suite|it|test|specify|bench)(?:\.\w+)*\.(?:skip|todo|fixme|skipIf|runIf|failing|fails)\b|\b(?:xit|xdescribe|xtest|xcontext|xspecify)\s*[(']|\bthis\.skip\s*\(\)|\{\s*(?:skip|todo)\s*:\s*(?!false)/g,
  ],
  [
    'skipped',
    /@(?:pytest\.mark\.(?:skip|skipif|xfail)|unittest\.(?:skip\w*|expectedFailure))|\bpytest\.(?:skip|importorskip)\s*\(|\.skipTest\s*\(|\b[tb]\.Skip(?:f|Now)?\s*\(|#\[ignore|@(?:Disabled|Ignore)\b|\[(?:Ignore|Explicit)\b|\(\s*Skip\s*=|\bGTEST_SKIP\b|\bmarkTest(?:Skipped|Incomplete)\b/g,
  ],
  [
    'always-true',
    /\bexpect\(\s*(true|1)\s*\)\s*\.\s*to(?:Be|Equal|StrictEqual)\(\s*\1\s*\)|\bassert(?:\.ok|\.equal|_eq!|!)?\s*\(?\s*true\s*\)|\bassert(?:True)?\s*\(?\s*True\b|\bassertTrue\(\s*true\s*\)|--pass-?with-?no-?tests|\bpassWithNoTests\b|\|\|\s*true\b|\bcontinue-on-error\s*:\s*true/gi,
  ],
];

const anyMarker =
  /only|skip|todo|fixme|fail|\bf(?:it|describe|context)\b|\bx(?:it|describe|test|context|specify)\b|ignore|disabled|explicit|true|noTests|no-tests|incomplete|runIf/i;

/** Added lines of a test, or of what runs tests, that make it say less. */
export function weakenedIn(
  text: string,
  lines: () => Lines,
): readonly Omit<WeakenedTestFact, 'path'>[] {
  if (!anyMarker.test(text)) return [];
  const found = new Map<number, Kind>();
  for (const [kind, pattern] of markers) {
    for (const { index } of text.matchAll(pattern)) {
      const line = lines().at(index);
      if (!found.has(line) && lines().isAdded(line)) found.set(line, kind);
    }
  }
  return [...found].map(([line, kind]) => ({ line, kind }));
}

/** Where a number says how much has to be covered, passed or clean. */
const floor =
  /["']?\b(branches|functions|lines|statements|threshold|fail[_-]under|cov-fail-under|minimum[_-]?coverage|min[_-]?coverage|target|break)\b["']?\s*[:=]\s*["']?(-?\d+(?:\.\d+)?)/gi;

/** Lines whose number is smaller than before; a floor that is gone is one of zero. */
export function loweredThresholds(
  before: string,
  after: string,
): readonly Omit<WeakenedTestFact, 'path'>[] {
  const old = floorsIn(before);
  if (old.length === 0) return [];
  const next = floorsIn(after);
  return old.flatMap(({ name, order, value }) => {
    const now = next.find((other) => other.name === name && other.order === order);
    if (now && now.value >= value) return [];
    return [{ line: now?.line ?? 1, kind: 'threshold-lowered' as const }];
  });
}

interface Floor {
  readonly name: string;
  /** The how-manieth of this name. */
  readonly order: number;
  readonly value: number;
  readonly line: number;
}

function floorsIn(text: string): readonly Floor[] {
  const seen = new Map<string, number>();
  return [...text.matchAll(floor)].slice(0, 200).map(({ 1: key = '', 2: digits = '', index }) => {
    const name = key.toLowerCase();
    const order = seen.get(name) ?? 0;
    seen.set(name, order + 1);
    return { name, order, value: Number(digits), line: text.slice(0, index).split('\n').length };
  });
}
