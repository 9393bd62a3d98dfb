import { z } from 'zod';
import { PatchStats, TreePath } from '../../domain/candidate-patch-set.ts';
import { GitObjectId, Sha256 } from '../../domain/ids.ts';
import { ModelCredential } from '../../domain/model-credential.ts';
import { CodeOwners } from '../../domain/required-approvals.ts';
import { DependencyFact } from './dependencies/dependency-fact.ts';
import { ReviewFacts } from './review-facts.ts';
import { unusualReasons } from './unusual-path.ts';
import { VerificationFacts } from './verification-facts.ts';

/** What a changed path is, beside its content. */
export const PathKind = z.enum([
  'automation',
  'binary',
  'ci-executable',
  'dependency',
  'executable-bit-added',
  'generated',
  'gitlink',
  'sensitive',
  'snapshot',
  'steering',
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
  /** A deleted path that had the same bytes. To show; no rule goes easier on a rename. */
  renamedFrom: z.string().nullable(),
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

/** A place where a test says less than before. */
export const WeakenedTestFact = z.strictObject({
  path: z.string(),
  line: z.int().positive(),
  kind: z.enum(['skipped', 'focused', 'always-true', 'threshold-lowered']),
});
export type WeakenedTestFact = z.infer<typeof WeakenedTestFact>;

/** An added line that nobody can read: too long, or as random as packed or encrypted data. */
export const OpaqueLineFact = z.strictObject({
  path: z.string(),
  line: z.int().positive(),
  kind: z.enum(['long', 'random']),
  characters: z.int().positive(),
});
export type OpaqueLineFact = z.infer<typeof OpaqueLineFact>;

/** Whether a sandbox was proven to be shut in, by probes from its inside. */
export const SandboxFact = z.strictObject({
  purpose: z.enum(['agent', 'verify']),
  egress: z.enum(['enforced', 'unverified']),
});
export type SandboxFact = z.infer<typeof SandboxFact>;

/**
 * All that policy may look at, sealed as its input. Lists are sorted, so that the same
 * candidate gives the same facts in whatever order they were gathered.
 */
export const PolicyFacts = z.strictObject({
  version: z.literal(2),
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
  weakenedTests: z.array(WeakenedTestFact),
  opaqueLines: z.array(OpaqueLineFact),
  /** Files that lost the lines that say who may use them, and how. */
  licenceHeaders: z.array(z.string()),
  /** True when there were more hits of any sort than are listed. */
  hitsTruncated: z.boolean(),
  dependencies: z.strictObject({
    changes: z.array(DependencyFact),
    /** Manifests and lockfiles that could not be read: whatever they bring in is unknown. */
    unread: z.array(z.string()),
    truncated: z.boolean(),
  }),
  /** Who owns touched paths, after the base's CODEOWNERS. */
  owners: z.strictObject({
    source: z.string().nullable(),
    groups: z.array(CodeOwners),
    /** The file is there and could not be read whole. */
    unread: z.boolean(),
  }),
  verification: VerificationFacts,
  reviews: ReviewFacts,
  sandboxes: z.array(SandboxFact),
  /** Null where no agent ran (an incoming pull request). */
  agent: z.strictObject({ outcome: z.string(), credential: ModelCredential }).nullable(),
  /** Producers of evidence that is not whole. */
  truncatedEvidence: z.array(z.string()),
});
export type PolicyFacts = z.infer<typeof PolicyFacts>;
