import { z } from 'zod';
import { PatchStats, TreePath } from '../../domain/candidate-patch-set.ts';
import { GitObjectId, Sha256 } from '../../domain/ids.ts';
import { TestRunStatus } from '../../domain/verification.ts';
import { HiddenCharacterFact, type PolicyFacts, SecretFact } from './facts.ts';
import { unusualReasons } from './unusual-path.ts';

/** Facts as they were sealed before dependencies, weakened tests and owners were among them. */
export const EarlierFacts = z.strictObject({
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
  paths: z.array(
    z.strictObject({
      path: TreePath,
      display: z.string(),
      status: z.enum(['A', 'D', 'M', 'T']),
      oldMode: z.string().nullable(),
      newMode: z.string().nullable(),
      oldBlob: GitObjectId.nullable(),
      newBlob: GitObjectId.nullable(),
      newSize: z.int().nonnegative().nullable(),
      content: z.enum(['scanned', 'not-scanned', 'none']),
      kinds: z.array(
        z.enum([
          'binary',
          'ci-executable',
          'dependency',
          'executable-bit-added',
          'gitlink',
          'symlink',
          'test',
        ]),
      ),
      unusual: z.array(z.enum(unusualReasons)),
    }),
  ),
  secrets: z.array(SecretFact),
  hiddenCharacters: z.array(HiddenCharacterFact),
  hitsTruncated: z.boolean(),
  verification: z.strictObject({
    planDigest: Sha256,
    guessed: z.boolean(),
    sources: z.array(z.string()),
    checks: z.array(
      z.strictObject({
        key: z.string(),
        label: z.string(),
        required: z.boolean(),
        baseline: TestRunStatus,
        candidate: TestRunStatus,
      }),
    ),
    baseline: TestRunStatus,
    candidate: TestRunStatus,
    summary: z.strictObject({
      newFailures: z.array(z.string()),
      fixed: z.array(z.string()),
      stillFailing: z.array(z.string()),
      disappeared: z.array(z.string()),
      newlySkipped: z.array(z.string()),
    }),
    testedTree: z.string().nullable(),
  }),
  agent: z
    .strictObject({ outcome: z.string(), credential: z.enum(['grant', 'raw-key']) })
    .nullable(),
  truncatedEvidence: z.array(z.string()),
});
export type EarlierFacts = z.infer<typeof EarlierFacts>;

/** The same in today's form: what nobody looked for then stays empty, and the digest says so. */
export function inTodaysForm(facts: EarlierFacts): PolicyFacts {
  const { version: _, paths, verification, ...same } = facts;
  return {
    ...same,
    version: 2,
    paths: paths.map((path) => ({ ...path, renamedFrom: null })),
    dependencies: { changes: [], unread: [], truncated: false },
    weakenedTests: [],
    opaqueLines: [],
    licenceHeaders: [],
    owners: { source: null, groups: [], unread: false },
    reviews: { runs: [], findings: [] },
    sandboxes: [],
    verification: { ...verification, flaky: [], oldTests: null, claims: [] },
  };
}
