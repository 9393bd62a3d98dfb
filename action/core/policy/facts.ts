import { z } from 'zod';
import { PatchStats, TreePath } from '../../domain/candidate-patch-set.ts';
import { GitObjectId, Sha256 } from '../../domain/ids.ts';
import { TestComparison, TestRunStatus } from '../../domain/verification.ts';
import { unusualReasons } from './unusual-path.ts';

/** What a changed path is, beside its content. */
export const PathKind = z.enum([
  'binary',
  'ci-executable',
  'dependency',
  'executable-bit-added',
  'gitlink',
  'symlink',
  'test',
]);
export type PathKind = z.infer<typeof PathKind>;

/** One changed path. Every path of the tree diff is here, whatever could be read of it. */
export const PathFact = z.strictObject({
  path: TreePath,
  /** The path as one safe line; see `displayPath`. */
  display: z.string(),
  status: z.enum(['A', 'D', 'M', 'T']),
  oldMode: z.string().nullable(),
  newMode: z.string().nullable(),
  oldBlob: GitObjectId.nullable(),
  newBlob: GitObjectId.nullable(),
  /** Bytes; null where there is no blob or it was not read. */
  newSize: z.int().nonnegative().nullable(),
  /** `not-scanned`: too large; nobody may say that it is clean. */
  content: z.enum(['scanned', 'not-scanned', 'none']),
  kinds: z.array(PathKind),
  unusual: z.array(z.enum(unusualReasons)),
});
export type PathFact = z.infer<typeof PathFact>;

/** Where a secret is, never what it is. */
export const SecretFact = z.strictObject({
  rule: z.string(),
  confidence: z.enum(['certain', 'likely']),
  /** `added` by the candidate; `shown`: the base has it and the patch displays it. */
  side: z.enum(['added', 'shown']),
  path: z.string(),
  /** Of the new file when added, of the patch when shown; null where it is in the path itself. */
  line: z.int().positive().nullable(),
});
export type SecretFact = z.infer<typeof SecretFact>;

export const HiddenCharacterFact = z.strictObject({
  path: z.string(),
  line: z.int().positive(),
  kinds: z.array(z.enum(['bidi', 'invisible', 'private-use', 'control', 'look-alike'])),
  /** `U+202E`, each once, at most eight. */
  codePoints: z.array(z.string()),
});
export type HiddenCharacterFact = z.infer<typeof HiddenCharacterFact>;

export const CheckFact = z.strictObject({
  key: z.string(),
  label: z.string(),
  required: z.boolean(),
  baseline: TestRunStatus,
  candidate: TestRunStatus,
});

export const VerificationFacts = z.strictObject({
  planDigest: Sha256,
  guessed: z.boolean(),
  sources: z.array(z.string()),
  checks: z.array(CheckFact),
  baseline: TestRunStatus,
  candidate: TestRunStatus,
  summary: TestComparison,
  testedTree: z.string().nullable(),
});

/**
 * All that policy may look at, sealed as its input. Lists are sorted, so that the same
 * candidate gives the same facts in whatever order they were gathered.
 */
export const PolicyFacts = z.strictObject({
  version: z.literal(1),
  candidate: z.strictObject({
    status: z.enum(['captured', 'empty']),
    subject: z.enum(['sandbox-generated', 'incoming-pull-request', 'patch-file']),
    baseSha: GitObjectId,
    baseTree: GitObjectId,
    resultTree: GitObjectId,
    patchSha256: Sha256,
    stats: PatchStats,
  }),
  paths: z.array(PathFact),
  secrets: z.array(SecretFact),
  hiddenCharacters: z.array(HiddenCharacterFact),
  /** True when there were more hits than are listed. */
  hitsTruncated: z.boolean(),
  verification: VerificationFacts,
  /** Null where no agent ran (an incoming pull request). */
  agent: z
    .strictObject({ outcome: z.string(), credential: z.enum(['grant', 'raw-key']) })
    .nullable(),
  /** Producers of evidence that is not whole. */
  truncatedEvidence: z.array(z.string()),
});
export type PolicyFacts = z.infer<typeof PolicyFacts>;
