import type { DependencyChange } from './dependencies/dependency-fact.ts';
import type { PathKind, PolicyFacts } from './facts.ts';
import { unanswered } from './review-facts.ts';

/** A sort of fact that makes a change riskier. */
interface RiskRow {
  readonly fact: string;
  readonly message: string;
  /** Built-in rules that speak about the same; their findings are not counted again. */
  readonly rules: readonly string[];
  /** Never fewer for more facts. */
  readonly points: (facts: PolicyFacts) => number;
}

/** The points of every sort of fact; docs/policy.md prints this table. */
export const riskTable: readonly RiskRow[] = [
  row('secret', 100, 'It adds a secret.', ['secrets'], ({ secrets }) =>
    secrets.filter(({ side, confidence }) => side === 'added' && confidence === 'certain'),
  ),
  row('likely-secret', 30, 'It adds what looks like a secret.', ['likely-secrets'], (facts) =>
    facts.secrets.filter(({ side, confidence }) => side === 'added' && confidence === 'likely'),
  ),
  row('shown-secret', 20, 'It displays a secret of the base.', ['shown-secrets'], ({ secrets }) =>
    secrets.filter(({ side }) => side === 'shown'),
  ),
  row(
    'hidden-text',
    100,
    'It adds text that reads differently from what it says.',
    ['hidden-characters'],
    (facts) => facts.hiddenCharacters,
  ),
  row(
    'unusual-path',
    60,
    'A path reads differently from what it is.',
    ['unusual-path'],
    ({ paths }) => paths.filter(({ unusual }) => unusual.length > 0),
  ),
  row('tree-mode', 80, 'It touches symbolic links or submodules.', ['tree-mode'], (facts) => [
    ...ofKind(facts, 'symlink'),
    ...ofKind(facts, 'gitlink'),
  ]),
  row('executable', 60, 'It makes a file executable.', ['executable-bit'], (facts) =>
    ofKind(facts, 'executable-bit-added'),
  ),
  row('automation', 80, 'It changes workflows, CI or hooks.', [], (facts) =>
    ofKind(facts, 'automation'),
  ),
  row(
    'steering',
    60,
    'It changes what steers the repository, its reviews or its agents.',
    [],
    (facts) => ofKind(facts, 'steering'),
  ),
  row(
    'runs-at-ci',
    50,
    'It changes files that run in CI before anybody looks at them.',
    ['ci-executable'],
    (facts) => ofKind(facts, 'ci-executable'),
  ),
  row(
    'dependencies',
    50,
    'It changes which foreign code comes in.',
    ['dependency-change', 'new-dependency', 'look-alike-package'],
    (facts) => ofKind(facts, 'dependency'),
  ),
  row(
    'dependency-origin',
    80,
    'Foreign code comes from elsewhere, unchecked, or runs when it is installed.',
    [
      'registry-host',
      'weak-integrity',
      'install-script',
      'foreign-source',
      'lock-without-manifest',
      'unread-dependencies',
    ],
    ({ dependencies }) => [
      ...dependencies.changes.filter(({ change }) => grave.includes(change)),
      ...dependencies.unread,
    ],
  ),
  row(
    'sensitive-area',
    20,
    'It touches authentication, cryptography, payments or migrations.',
    [],
    (facts) => ofKind(facts, 'sensitive'),
  ),
  row(
    'tests-weakened',
    50,
    'Tests say less than before.',
    ['weakened-tests', 'lowered-thresholds'],
    (facts) => facts.weakenedTests,
  ),
  row('tests-removed', 30, 'Test files were deleted.', ['deleted-test-files'], ({ paths }) =>
    paths.filter(({ kinds, status }) => status === 'D' && kinds.includes('test')),
  ),
  row('snapshots', 10, 'Recorded expectations changed.', ['changed-snapshots'], (facts) =>
    ofKind(facts, 'snapshot'),
  ),
  row(
    'checks-not-passed',
    50,
    'A required check did not pass.',
    ['required-checks'],
    ({ verification }) =>
      verification.checks.filter(({ required, candidate }) => required && candidate !== 'passed'),
  ),
  row(
    'new-failures',
    50,
    'Tests fail that did not fail before.',
    ['new-test-failures'],
    (facts) => facts.verification.summary.newFailures,
  ),
  row(
    'tests-gone',
    50,
    'Tests disappeared or are skipped now.',
    ['disappeared-tests', 'skipped-tests'],
    ({ verification: { summary } }) => [...summary.disappeared, ...summary.newlySkipped],
  ),
  row(
    'old-tests',
    50,
    "The base's own tests fail on the new source.",
    ['old-tests-failing'],
    ({ verification: { oldTests } }) =>
      oldTests !== null && (oldTests.failing.length > 0 || oldTests.status === 'error')
        ? [oldTests]
        : [],
  ),
  row(
    'flaky',
    10,
    'Tests pass and fail on the same tree.',
    ['flaky-tests'],
    ({ verification }) => verification.flaky,
  ),
  row(
    'claims',
    30,
    'The agent says what the harness did not see.',
    ['claims-contradicted'],
    (facts) => facts.verification.claims,
  ),
  row('untested', 30, 'Nothing was tested.', ['no-checks'], ({ candidate, verification }) =>
    candidate.status === 'captured' && verification.checks.length === 0 ? [candidate] : [],
  ),
  row('review-severe', 50, 'A reviewer found something grave.', ['review-severe'], ({ reviews }) =>
    reviews.findings.filter(({ severity }) => severity === 'blocker' || severity === 'high'),
  ),
  row('review-notes', 15, 'A reviewer found something.', ['review-notes'], ({ reviews }) =>
    reviews.findings.filter(({ severity }) => severity === 'medium' || severity === 'low'),
  ),
  row(
    'review-missing',
    20,
    'A reviewer that was asked gave no answer.',
    ['review-unavailable'],
    ({ reviews }) => unanswered(reviews),
  ),
  row(
    'not-whole',
    30,
    'Something was too large to be looked through.',
    ['truncated-evidence'],
    (facts) => [
      ...facts.truncatedEvidence,
      ...facts.paths.filter(({ content }) => content === 'not-scanned'),
      ...(facts.hitsTruncated || facts.dependencies.truncated || facts.owners.unread
        ? [facts]
        : []),
    ],
  ),
  row(
    'opaque',
    20,
    'It adds lines that nobody can read.',
    ['opaque-lines'],
    (facts) => facts.opaqueLines,
  ),
  row('binary', 20, 'It changes binary files.', ['binary-change'], (facts) =>
    ofKind(facts, 'binary'),
  ),
  row('generated', 5, 'It changes generated files.', ['generated-files'], (facts) =>
    ofKind(facts, 'generated'),
  ),
  row(
    'licence',
    20,
    'Licence headers were removed.',
    ['licence-header'],
    (facts) => facts.licenceHeaders,
  ),
  row('raw-key', 30, 'The agent could read a real model key.', ['raw-model-key'], ({ agent }) =>
    agent?.credential === 'raw-key' ? [agent] : [],
  ),
  row('egress', 30, 'A sandbox was not proven to be shut in.', ['egress-unverified'], (facts) =>
    facts.sandboxes.filter(({ egress }) => egress === 'unverified'),
  ),
  {
    fact: 'size',
    message: 'It is large.',
    rules: ['patch-size'],
    points: ({ candidate: { stats } }) =>
      Math.max(
        steps(stats.additions + stats.deletions, [
          [200, 5],
          [1_000, 15],
          [5_000, 30],
        ]),
        steps(stats.filesChanged, [
          [20, 5],
          [100, 15],
          [500, 30],
        ]),
      ),
  },
];

const grave: readonly DependencyChange[] = [
  'registry-host',
  'weak-integrity',
  'install-script',
  'foreign-source',
  'lock-without-manifest',
];

function row(
  fact: string,
  points: number,
  message: string,
  rules: readonly string[],
  found: (facts: PolicyFacts) => readonly unknown[],
): RiskRow {
  return { fact, message, rules, points: (facts) => (found(facts).length > 0 ? points : 0) };
}

function ofKind({ paths }: PolicyFacts, kind: PathKind): readonly unknown[] {
  return paths.filter(({ kinds }) => kinds.includes(kind));
}

/** The points of the highest step that is passed. */
function steps(
  value: number,
  table: readonly (readonly [above: number, points: number])[],
): number {
  return table.findLast(([above]) => value > above)?.[1] ?? 0;
}
