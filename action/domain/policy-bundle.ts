import { z } from 'zod';
import { digestOf } from './digest.ts';
import { Sha256 } from './ids.ts';
import { WorkspaceRole } from './permission.ts';
import { PolicyEffect, PolicyRule } from './policy-rule.ts';
import { ApprovalDemand, oneApproval, RequiredApprovals } from './required-approvals.ts';
import { Severity } from './review-finding.ts';
import { Risk } from './risk.ts';

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

/** Something that the repository asks less of than PatchPlane would by itself, and why. */
export const RelaxedRule = z.strictObject({
  /** Id of a built-in rule, or the setting. */
  rule: z.string(),
  was: z.string().max(100),
  now: z.string().max(100),
  because: z.string().min(1).max(500),
});
export type RelaxedRule = z.infer<typeof RelaxedRule>;

/**
 * Policy as data (SPEC 3.7). A bundle is serializable, has a version, and its digest goes into
 * every decision. Members that came later are optional, so that the digest of an older bundle
 * stays what it was.
 */
export const PolicyBundle = z.strictObject({
  id: z.string().min(1),
  version: z.int().positive(),
  rules: z.array(PolicyRule),
  approvals: z.strictObject({
    /** The fewest people, whatever the risk. */
    required: z.int().positive(),
    /** What each level of risk asks for; a level that is not named asks for `required` people. */
    byRisk: z
      .strictObject({
        LOW: ApprovalDemand.optional(),
        MEDIUM: ApprovalDemand.optional(),
        HIGH: ApprovalDemand.optional(),
      })
      .optional(),
    /** What every level asks for; see `RequiredApprovals`. */
    roles: z.array(WorkspaceRole).optional(),
    /** Absent in bundles before version 3, where whoever asked for an agent's patch could approve it. */
    excludeRequester: z.boolean().optional(),
    requireCodeOwners: z.boolean().optional(),
    /** One person may ask and approve, whatever the risk. */
    solo: z.boolean().optional(),
    expiresAfterSeconds: z.int().positive(),
    /**
     * Whether an approval holds when other files of the target changed since. Without it people
     * are asked again, because the tests ran on other code than the patch would meet.
     */
    keepWhenBaseMoved: z.boolean().optional(),
  }),
  sandbox: SandboxPolicy,
  budgets: Budgets,
  /** What the repository relaxed; every verdict repeats it. */
  relaxed: z.array(RelaxedRule).optional(),
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
  effect: PolicyEffect,
  path: z.string().optional(),
  /** Of the new file, where the finding is about one line of it. */
  startLine: z.int().positive().optional(),
  message: z.string(),
});
export type PolicyFinding = z.infer<typeof PolicyFinding>;

/**
 * What policy says. `digest` covers bundle, facts and everything that follows from them for the
 * people who decide, so that whoever approves it approves also how many have to.
 */
export const PolicyVerdict = z.strictObject({
  outcome: PolicyOutcome,
  digest: Sha256,
  /** Of bundle and facts alone; null in records that were written before risk was judged. */
  inputDigest: Sha256.nullable().default(null),
  bundleId: z.string(),
  bundleVersion: z.int(),
  findings: z.array(PolicyFinding),
  /** Null in records that were written before it was judged. */
  risk: Risk.nullable().default(null),
  approvals: RequiredApprovals.default(oneApproval),
  relaxed: z.array(RelaxedRule).default([]),
});
export type PolicyVerdict = z.infer<typeof PolicyVerdict>;

/** The digest of a verdict from what it says itself; needs neither bundle nor facts. */
export function verdictDigest({
  inputDigest,
  outcome,
  risk,
  approvals,
  relaxed,
}: Pick<PolicyVerdict, 'inputDigest' | 'outcome' | 'risk' | 'approvals' | 'relaxed'>): Sha256 {
  return digestOf({ inputDigest, outcome, risk, approvals, relaxed });
}

/** Whether nobody changed what a stored verdict asks for. Older verdicts only name their input. */
export function isWholeVerdict(verdict: PolicyVerdict): boolean {
  return verdict.inputDigest === null || verdictDigest(verdict) === verdict.digest;
}
