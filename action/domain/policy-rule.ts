import { z } from 'zod';
import { Severity } from './review-finding.ts';

/** What a rule can ask for, from mild to final. */
export const PolicyEffect = z.enum(['manual-review', 'changes-requested', 'block']);
export type PolicyEffect = z.infer<typeof PolicyEffect>;

/** Rules that need nothing but the facts. docs/policy.md says of each what makes it speak. */
export const PlainRuleKind = z.enum([
  'empty-patch',
  'required-checks',
  'no-checks',
  'new-test-failures',
  'disappeared-tests',
  'deleted-test-files',
  'skipped-tests',
  'weakened-tests',
  'lowered-thresholds',
  'changed-snapshots',
  'flaky-tests',
  'old-tests-failing',
  'claims-contradicted',
  'tree-mode',
  'executable-bit',
  'secrets',
  'likely-secrets',
  'shown-secrets',
  'hidden-characters',
  'opaque-lines',
  'unusual-path',
  'dependency-change',
  'new-dependency',
  'registry-host',
  'weak-integrity',
  'install-script',
  'foreign-source',
  'lock-without-manifest',
  'unread-dependencies',
  'look-alike-package',
  'ci-executable',
  'generated-files',
  'licence-header',
  'truncated-evidence',
  'binary-change',
  'raw-model-key',
  'egress-unverified',
  'review-unavailable',
]);
export type PlainRuleKind = z.infer<typeof PlainRuleKind>;

const ruleId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, {
  error: 'must be lower-case letters, digits and dashes, at most 64',
});

const common = {
  id: ruleId,
  effect: PolicyEffect,
  severity: Severity,
  /** For a person: why this matters. One line. */
  message: z.string().min(1).max(500),
};

export const PolicyRule = z.discriminatedUnion('kind', [
  /** Paths that match a glob; picomatch's, which also match dot files and ignore case. */
  z.strictObject({
    ...common,
    kind: z.literal('protected-paths'),
    globs: z.array(z.string().min(1).max(1_000)).min(1).max(200),
  }),
  /** More than this is hard to read as a whole. */
  z.strictObject({
    ...common,
    kind: z.literal('patch-size'),
    mostFiles: z.int().positive(),
    mostLines: z.int().positive(),
  }),
  /** What a reviewer found. A reviewer that found nothing changes nothing. */
  z.strictObject({
    ...common,
    kind: z.literal('review-findings'),
    severities: z.array(Severity).min(1),
  }),
  z.strictObject({ ...common, kind: PlainRuleKind }),
]);
export type PolicyRule = z.infer<typeof PolicyRule>;
