import type { PlainRuleKind, PolicyEffect, PolicyRule } from '../../domain/policy-rule.ts';
import type { Severity } from '../../domain/review-finding.ts';
import { automationGlobs, steeringGlobs } from './path-kinds.ts';

/** Files whose change is everyday for some and an attack for others: somebody has to look. */
const reviewedGlobs = [
  '**/{.vscode,.idea,.devcontainer,.zed}/**',
  '{LICENSE,LICENSE.*,COPYING,NOTICE,SECURITY.md}',
  '**/{.gitignore,.dockerignore,.npmignore}',
  '{renovate.json*,.renovaterc*,dependabot.y?(a)ml,.pre-commit-config.y?(a)ml}',
];

/** Every built-in rule; the effect is what it asks for when it speaks. */
export const defaultRules: readonly PolicyRule[] = [
  plain('empty-patch', 'block', 'blocker', 'The candidate changes nothing.'),
  {
    ...about(
      'protected-paths',
      'block',
      'blocker',
      'This file steers the repository, its automation or its agents; change it by hand.',
    ),
    kind: 'protected-paths',
    globs: [...automationGlobs, ...steeringGlobs],
  },
  plain(
    'tree-mode',
    'block',
    'blocker',
    'Symbolic links and submodules point outside what was reviewed.',
  ),
  plain('executable-bit', 'block', 'blocker', 'The candidate makes a file executable.'),
  plain(
    'unusual-path',
    'block',
    'blocker',
    'The path does not read, sort or check out everywhere as it looks:',
  ),
  plain('secrets', 'block', 'blocker', 'The candidate adds a secret; revoke it if it is real.'),
  plain('hidden-characters', 'block', 'blocker', 'Added text does not say what it looks like.'),
  plain(
    'required-checks',
    'changes-requested',
    'high',
    'A required check did not pass on the candidate.',
  ),
  plain('new-test-failures', 'changes-requested', 'high', 'A test fails that did not fail before.'),
  plain(
    'disappeared-tests',
    'changes-requested',
    'high',
    'A test that ran on the base did not run on the candidate.',
  ),
  plain(
    'skipped-tests',
    'changes-requested',
    'high',
    'A test that ran on the base is skipped on the candidate.',
  ),
  plain('truncated-evidence', 'changes-requested', 'high', 'The evidence is not whole.'),
  plain(
    'no-checks',
    'manual-review',
    'high',
    'Nothing was tested: the base has no check that PatchPlane could find.',
  ),
  plain(
    'dependency-change',
    'manual-review',
    'high',
    'Foreign code may change: look at what comes in and from where.',
  ),
  plain(
    'ci-executable',
    'manual-review',
    'high',
    'This file runs as soon as anybody builds, tests or installs.',
  ),
  {
    ...about(
      'reviewed-paths',
      'manual-review',
      'medium',
      'A person should agree with a change of this file.',
    ),
    kind: 'protected-paths',
    globs: reviewedGlobs,
  },
  plain('deleted-test-files', 'manual-review', 'medium', 'A test file was deleted.'),
  plain('likely-secrets', 'manual-review', 'high', 'The candidate adds what looks like a secret.'),
  plain(
    'shown-secrets',
    'manual-review',
    'high',
    'The patch displays a secret that the base already holds; revoke it.',
  ),
  plain('binary-change', 'manual-review', 'medium', 'A binary file cannot be reviewed as text.'),
  plain(
    'raw-model-key',
    'manual-review',
    'high',
    'The agent could read a real model key: assume that it did.',
  ),
  plain('registry-host', 'block', 'blocker', 'A package comes from another host than before.'),
  plain('weak-integrity', 'block', 'blocker', 'What is downloaded is no longer checked as it was.'),
  plain('install-script', 'block', 'blocker', 'A package runs code as soon as it is installed.'),
  plain(
    'foreign-source',
    'block',
    'blocker',
    'A package comes from git or an address instead of the registry.',
  ),
  plain(
    'lock-without-manifest',
    'block',
    'blocker',
    'The lockfile changed what is installed, and no manifest asked for it.',
  ),
  plain(
    'unread-dependencies',
    'changes-requested',
    'high',
    'What this file brings in could not be read.',
  ),
  plain('weakened-tests', 'changes-requested', 'high', 'A test says less than before.'),
  plain('lowered-thresholds', 'changes-requested', 'high', 'A threshold was lowered.'),
  plain(
    'old-tests-failing',
    'manual-review',
    'high',
    "A test of the base fails on the candidate's source.",
  ),
  plain(
    'review-unavailable',
    'changes-requested',
    'high',
    'A review was asked for and gave no answer: whoever approves says why that is enough.',
  ),
  {
    ...about('review-severe', 'changes-requested', 'high', 'A reviewer found something grave.'),
    kind: 'review-findings',
    severities: ['blocker', 'high'],
  },
  {
    ...about('review-notes', 'manual-review', 'medium', 'A reviewer found something.'),
    kind: 'review-findings',
    severities: ['medium', 'low'],
  },
  plain('new-dependency', 'manual-review', 'high', 'A package that was not there before.'),
  plain(
    'look-alike-package',
    'manual-review',
    'high',
    'The name is one character away from a package that many use.',
  ),
  plain(
    'claims-contradicted',
    'manual-review',
    'high',
    'The agent says what the harness did not see.',
  ),
  plain(
    'egress-unverified',
    'manual-review',
    'high',
    'Nobody proved that this sandbox was shut in.',
  ),
  plain('flaky-tests', 'manual-review', 'medium', 'A test passes and fails on the same tree.'),
  plain('changed-snapshots', 'manual-review', 'medium', 'A recorded expectation changed.'),
  plain('opaque-lines', 'manual-review', 'medium', 'An added line can not be read by anybody.'),
  plain(
    'licence-header',
    'manual-review',
    'medium',
    'The lines that say who may use this file are gone.',
  ),
  plain(
    'generated-files',
    'manual-review',
    'low',
    'A generated file: does it come from what it should come from?',
  ),
  {
    ...about('patch-size', 'manual-review', 'medium', 'This is much to read in one go.'),
    kind: 'patch-size',
    mostFiles: 100,
    mostLines: 5_000,
  },
];

function plain(kind: PlainRuleKind, effect: PolicyEffect, severity: Severity, message: string) {
  return { kind, ...about(kind, effect, severity, message) };
}

function about(id: string, effect: PolicyEffect, severity: Severity, message: string) {
  return { id, effect, severity, message };
}
