import type { TreeChange } from '../../../domain/candidate-patch-set.ts';
import { displayPath } from '../../../domain/display-path.ts';
import type { ObservedClaim } from '../../../domain/observed-claim.ts';
import type { Verification } from '../../../domain/verification.ts';
import { isTestFile } from '../../policy/path-kinds.ts';

type Observation = Pick<ObservedClaim, 'observed' | 'because'>;

interface Recognised {
  readonly claim: ObservedClaim['claim'];
  readonly says: RegExp;
}

/** Sentences that are taken for a claim: few and plain, since a wrong guess accuses somebody. */
const recognised: readonly Recognised[] = [
  {
    claim: 'tests-pass',
    says: /\b(?:all|every|\d+|the)\b[^.!?\n]{0,40}\btests?\b[^.!?\n]{0,30}\b(?:pass(?:es|ed|ing)?|succeed(?:s|ed)?|green)\b|\btests?\b[^.!?\n]{0,20}\b(?:are|is|all|now)\b[^.!?\n]{0,10}\b(?:pass(?:ing|ed|es)?|green)\b/i,
  },
  {
    claim: 'tests-added',
    says: /\b(?:add(?:ed|s)?|wrote|created?|includes?)\b[^.!?\n]{0,40}\b(?:unit |regression |new )*tests?\b/i,
  },
  {
    claim: 'tests-untouched',
    says: /\b(?:no|did not|didn't|without)\b[^.!?\n]{0,30}\b(?:chang|modif|touch|edit|delet|remov)\w*\b[^.!?\n]{0,20}\btests?\b|\bno tests?\b[^.!?\n]{0,20}\b(?:chang|modif|touch|edit|delet|remov)/i,
  },
  {
    claim: 'builds',
    says: /\b(?:build|compil\w+|project)\b[^.!?\n]{0,20}\b(?:succeed(?:s|ed)?|pass(?:es|ed)?|works|builds|compiles|is green|cleanly)\b/i,
  },
  {
    claim: 'lint-clean',
    says: /\b(?:lint(?:er|ing)?|eslint|biome|ruff|clippy)\b[^.!?\n]{0,25}\b(?:pass(?:es|ed)?|clean|no (?:errors|warnings|issues))\b/i,
  },
];

/** "should pass", "could not run", "if the tests pass": not said to be so. */
const hedged =
  /\b(?:should|would|might|may|could|if|once|when|unless|until|make sure|please|not (?:run|able|verified)|\w+n't|cannot|fail(?:s|ed|ing)?|some|most|except|unable)\b/i;

const longestMessage = 50_000;

/**
 * What an agent said of its own work, beside what the harness saw. Nothing here makes a verdict
 * better: an agreement is worth what the harness saw, a contradiction is worth knowing.
 */
export function observeClaims(
  message: string,
  verification: Verification,
  changes: readonly TreeChange[],
): readonly ObservedClaim[] {
  const found = new Map<ObservedClaim['claim'], string>();
  for (const sentence of sentences(message.slice(0, longestMessage)))
    for (const { claim, says } of recognised)
      if (!found.has(claim) && says.test(sentence) && isPlain(claim, sentence))
        found.set(claim, sentence);
  return [...found].map(([claim, quote]) => ({
    claim,
    quote: quote.slice(0, 300).toWellFormed(),
    ...observations[claim](verification, changes),
  }));
}

function isPlain(claim: ObservedClaim['claim'], sentence: string): boolean {
  // Denying a change is what this claim is made of.
  return claim === 'tests-untouched' || !hedged.test(sentence);
}

/** Lines and sentences; each short enough for the expressions above. */
function sentences(message: string): readonly string[] {
  return message
    .split(/[\r\n]+|(?<=[.!?])\s+/)
    .map((sentence) => sentence.trim().slice(0, 500))
    .filter((sentence) => sentence !== '');
}

type Observe = (verification: Verification, changes: readonly TreeChange[]) => Observation;

const observations: Readonly<Record<ObservedClaim['claim'], Observe>> = {
  'tests-pass': (verification) => ofChecks(verification, 'test', 'tests'),
  builds: (verification) => ofChecks(verification, 'build', 'build'),
  'lint-clean': (verification) => ofChecks(verification, 'lint', 'linter'),
  'tests-added'(_, changes) {
    const added = testFiles(changes).filter(({ status }) => status !== 'D');
    return added.length > 0
      ? seen('confirmed', `The patch adds or changes ${files(added.length)}.`)
      : seen('contradicted', 'The patch adds and changes no test file.');
  },
  'tests-untouched'(_, changes) {
    const touched = testFiles(changes).filter(({ status }) => status !== 'A');
    return touched.length > 0
      ? seen('contradicted', `The patch changes or deletes ${files(touched.length)}.`)
      : seen('confirmed', 'The patch changes and deletes no test file.');
  },
};

function ofChecks(
  { plan, results, candidate }: Verification,
  kind: 'test' | 'build' | 'lint',
  word: string,
): Observation {
  const keys = new Set(plan.requirements.filter((one) => one.kind === kind).map(({ key }) => key));
  const ran = results.filter(
    ({ requirementKey, phase }) => phase === 'candidate' && keys.has(requirementKey),
  );
  const observed = ran.filter(({ status }) => status !== 'not-run');
  if (observed.length === 0) return seen('not-observed', `The harness ran no ${word} of its own.`);
  const bad = observed.filter(({ status }) => status !== 'passed');
  const failing = candidate.cases.filter(
    ({ id, outcome }) =>
      (outcome === 'failed' || outcome === 'error') && keys.has(id.split('::')[0] ?? ''),
  ).length;
  if (bad.length === 0) return seen('confirmed', `The harness saw the ${word} pass.`);
  return seen(
    'contradicted',
    `The harness saw ${bad.length} of ${observed.length} checks not pass, with ${failing} failing cases.`,
  );
}

function testFiles(changes: readonly TreeChange[]): readonly TreeChange[] {
  return changes.filter(({ path }) =>
    isTestFile(typeof path === 'string' ? path : displayPath(path)),
  );
}

function files(count: number): string {
  return count === 1 ? '1 test file' : `${count} test files`;
}

function seen(observed: ObservedClaim['observed'], because: string): Observation {
  return { observed, because };
}
