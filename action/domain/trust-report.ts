import { z } from 'zod';
import { ControlKind, mostControls } from './agent-control.ts';
import { ApprovalSubject } from './approval-subject.ts';
import { PatchStats, RawTreeChange } from './candidate-patch-set.ts';
import { CandidateSummary, mostCandidates } from './candidate-summary.ts';
import { CarriedFrom } from './carried-from.ts';
import { EgressReport, unverifiedEgress } from './egress.ts';
import { ManifestItem } from './evidence-manifest.ts';
import { ActorId, GitObjectId, RepositoryId, RunId, Sha256, Timestamp } from './ids.ts';
import { DecisionStatus } from './merge-decision.ts';
import { ModelCredential } from './model-credential.ts';
import { ObservedClaim } from './observed-claim.ts';
import { PolicyFinding, PolicyOutcome, RelaxedRule } from './policy-bundle.ts';
import { oneApproval, RequiredApprovals } from './required-approvals.ts';
import { Risk } from './risk.ts';
import { RunState } from './run-state.ts';
import { ModelUsage } from './runtime-event.ts';
import { RuntimeSession } from './runtime-session.ts';
import { OldTestsRun, TestComparison, TestRun, VerificationResult } from './verification.ts';

export const PublicationStatus = z.enum(['none', 'published', 'failed']);
export type PublicationStatus = z.infer<typeof PublicationStatus>;

/** The one record that the check, the comment, the page and the HTML report are drawn from. */
export const TrustReport = z.strictObject({
  schemaVersion: z.literal(1),
  run: z.strictObject({
    id: RunId,
    state: RunState,
    reason: z.string().nullable(),
    attempt: z.int().positive(),
    /** The run that this one follows; older reports do not have it. */
    parent: RunId.nullable().default(null),
    trigger: z.string(),
    createdAt: Timestamp,
  }),
  request: z.strictObject({
    actorId: ActorId.nullable(),
    actorName: z.string().nullable(),
    prompt: z.string().nullable(),
    promptSha256: Sha256.nullable(),
    url: z.string().nullable(),
    issueNumber: z.int().positive().nullable(),
    /** The event that asked; see `ExternalWorkflowRef`. Older reports do not have it. */
    deliveryId: z.string().nullable().default(null),
    /** Everybody who had a hand in it; see `participantsIn`. Older reports name nobody. */
    participants: z.array(ActorId).default([]),
  }),
  repository: z.strictObject({
    id: RepositoryId.nullable(),
    fullName: z.string().nullable(),
    targetRef: z.string().nullable(),
    baseSha: GitObjectId.nullable(),
  }),
  /** How many characters that nobody sees were in what others wrote; shown as escapes. */
  hiddenCharacters: z
    .strictObject({ request: z.int().nonnegative(), agent: z.int().nonnegative() })
    // Reports that were written before they were counted do not have it.
    .default({ request: 0, agent: 0 }),
  agent: z.strictObject({
    provider: z.string().nullable(),
    model: z.string().nullable(),
    outcome: z.string().nullable(),
    finalMessage: z.string().nullable(),
    modelRequests: z.int().nonnegative(),
    usage: ModelUsage,
    credential: ModelCredential.nullable(),
    /** Of the runtime session; older reports do not have it. */
    session: RuntimeSession.pick({ policySha256: true, approvals: true }).nullable().default(null),
  }),
  /** What people told the agent while it worked: who, what by its digest, and what became of it. */
  controls: z
    .array(
      z.strictObject({
        sequence: z.int().positive(),
        kind: ControlKind,
        actorId: ActorId,
        textSha256: Sha256.nullable(),
        status: z.enum(['delivered', 'refused', 'unheard']),
      }),
    )
    .max(mostControls)
    .default([]),
  sandboxes: z.array(
    z.strictObject({
      purpose: z.enum(['agent', 'verify']),
      id: z.string(),
      provider: z.string(),
      isolation: z.record(z.string(), z.string()),
      destroyed: z.boolean(),
      // Reports that were written before anybody probed do not have it.
      egress: EgressReport.default(unverifiedEgress),
    }),
  ),
  candidate: z.strictObject({
    status: z.enum(['none', 'captured', 'empty']),
    /** The pull request that this is, at its frozen head; null for an agent's patch. */
    pullRequest: z
      .strictObject({ number: z.int().positive(), headSha: GitObjectId })
      .nullable()
      // Reports that were written before pull requests were judged do not have it.
      .default(null),
    baseSha: GitObjectId.nullable(),
    baseTree: GitObjectId.nullable(),
    resultTree: GitObjectId.nullable(),
    patchSha256: Sha256.nullable(),
    stats: PatchStats,
    changes: z.array(RawTreeChange),
    /** Null for what was written for this run; older reports do not have it. */
    carriedFrom: CarriedFrom.nullable().default(null),
  }),
  /** Where several agents worked on the request: all of them in order, the chosen one first. */
  candidates: z.array(CandidateSummary).max(mostCandidates).default([]),
  tests: z.strictObject({
    baseline: TestRun,
    candidate: TestRun,
    summary: TestComparison,
    // Older reports have none of these; see `Verification`.
    flaky: z.array(z.string()).default([]),
    oldTestsOnNewCode: OldTestsRun.nullable().default(null),
    claims: z.array(ObservedClaim).default([]),
  }),
  verification: z.strictObject({
    planDigest: Sha256.nullable(),
    guessed: z.boolean(),
    sources: z.array(z.string()),
    commands: z.array(z.array(z.string())),
    results: z.array(VerificationResult),
    testedTree: z.string().nullable(),
  }),
  policy: z.strictObject({
    outcome: PolicyOutcome,
    digest: Sha256.nullable(),
    bundle: z.string().nullable(),
    findings: z.array(PolicyFinding),
    // Reports that were written before risk was judged have none of these.
    risk: Risk.nullable().default(null),
    approvals: RequiredApprovals.default(oneApproval),
    relaxed: z.array(RelaxedRule).default([]),
  }),
  evidence: z.array(ManifestItem),
  subject: ApprovalSubject.nullable(),
  subjectSha256: Sha256.nullable(),
  decision: z.strictObject({
    status: DecisionStatus,
    actorId: ActorId.nullable(),
    comment: z.string().nullable(),
    overrideReason: z.string().nullable(),
    decidedAt: Timestamp.nullable(),
  }),
  publication: z.strictObject({
    status: PublicationStatus,
    branch: z.string().nullable(),
    commit: GitObjectId.nullable(),
    pullRequest: z.int().positive().nullable(),
    url: z.string().nullable(),
    error: z.string().nullable(),
  }),
});
export type TrustReport = z.infer<typeof TrustReport>;
