import { z } from 'zod';
import { Severity } from './review-finding.ts';

/**
 * Policy as data (SPEC 3.7). A bundle is serializable, has a version, and its digest goes
 * into every decision. Globs are picomatch globs that also match dot files.
 */
export const PolicyRule = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('protected-paths'),
    id: z.string(),
    effect: z.enum(['block', 'changes-requested', 'manual-review']),
    severity: Severity,
    message: z.string(),
    globs: z.array(z.string()).min(1),
  }),
  z.strictObject({
    kind: z.enum([
      'empty-patch',
      'required-checks',
      'no-checks',
      'new-test-failures',
      'disappeared-tests',
      'deleted-test-files',
      'skipped-tests',
      'tree-mode',
      'executable-bit',
      'secrets',
      'likely-secrets',
      'shown-secrets',
      'hidden-characters',
      'unusual-path',
      'dependency-change',
      'ci-executable',
      'truncated-evidence',
      'binary-change',
      'raw-model-key',
    ]),
    id: z.string(),
    effect: z.enum(['block', 'changes-requested', 'manual-review']),
    severity: Severity,
    message: z.string(),
  }),
]);
export type PolicyRule = z.infer<typeof PolicyRule>;

/**
 * Where a run ends, whatever it has reached. The optional ones limit nothing where they are
 * absent: bundles that were sealed before they existed keep their digest.
 */
export const Budgets = z.strictObject({
  /** Of the agent, from its start on. */
  wallSeconds: z.int().positive(),
  /** Turns of the agent: each is one answer of the model. */
  modelRequests: z.int().positive(),
  /** Read, written and cached ones together. */
  tokens: z.int().positive().optional(),
  costUsd: z.number().positive(),
  outputBytes: z.int().positive(),
  /** That the patch of an agent changes. */
  files: z.int().positive().optional(),
  /** Of the patch of an agent. */
  patchBytes: z.int().positive().optional(),
});
export type Budgets = z.infer<typeof Budgets>;

/** 15 minutes, 50 model requests, 5 million tokens, 5 USD, 64 MB of output, 500 files, 4 MB of patch. */
export const defaultBudgets = {
  wallSeconds: 15 * 60,
  modelRequests: 50,
  tokens: 5_000_000,
  costUsd: 5,
  outputBytes: 64 * 1024 * 1024,
  files: 500,
  patchBytes: 4 * 1024 * 1024,
} as const satisfies Budgets;

export const SandboxPolicy = z.strictObject({
  ephemeral: z.boolean(),
  autoStopMinutes: z.int().positive(),
  ttlMinutes: z.int().positive(),
  network: z.strictObject({ blockAll: z.boolean(), allowDomains: z.array(z.string()).max(10) }),
});
export type SandboxPolicy = z.infer<typeof SandboxPolicy>;

export const PolicyBundle = z.strictObject({
  id: z.string().min(1),
  version: z.int().positive(),
  rules: z.array(PolicyRule),
  approvals: z.strictObject({
    required: z.int().positive(),
    expiresAfterSeconds: z.int().positive(),
    /**
     * Whether an approval holds when other files of the target changed since. Without it people
     * are asked again, because the tests ran on other code than the patch would meet.
     */
    keepWhenBaseMoved: z.boolean().optional(),
  }),
  sandbox: SandboxPolicy,
  budgets: Budgets,
});
export type PolicyBundle = z.infer<typeof PolicyBundle>;

export const PolicyOutcome = z.enum([
  'approve',
  'manual-review',
  'changes-requested',
  'block',
  'not-evaluated',
]);
export type PolicyOutcome = z.infer<typeof PolicyOutcome>;

export const PolicyFinding = z.strictObject({
  rule: z.string(),
  severity: Severity,
  effect: z.enum(['block', 'changes-requested', 'manual-review']),
  path: z.string().optional(),
  /** Of the new file, where the finding is about one line of it. */
  startLine: z.int().positive().optional(),
  message: z.string(),
});
export type PolicyFinding = z.infer<typeof PolicyFinding>;

/** Digest is over bundle and facts, so that a verdict can be recomputed by anyone. */
export const PolicyVerdict = z.strictObject({
  outcome: PolicyOutcome,
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  bundleId: z.string(),
  bundleVersion: z.int(),
  findings: z.array(PolicyFinding),
});
export type PolicyVerdict = z.infer<typeof PolicyVerdict>;
