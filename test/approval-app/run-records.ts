import { randomBytes } from 'node:crypto';
import type { NewRun, ProposeStorage } from '../../action/core/services/storage-service.ts';
import { type ApprovalSubject, subjectDigest } from '../../action/domain/approval-subject.ts';
import type { CandidatePatchSet } from '../../action/domain/candidate-patch-set.ts';
import { sha256Hex } from '../../action/domain/digest.ts';
import type { EvidenceArtifact, EvidenceKind } from '../../action/domain/evidence-artifact.ts';
import type { Sha256 } from '../../action/domain/ids.ts';
import { type PolicyOutcome, PolicyVerdict } from '../../action/domain/policy-bundle.ts';
import {
  type ChainHead,
  chainStart,
  headAfter,
  link,
  type ProvenanceEvent,
} from '../../action/domain/provenance-event.ts';
import { oneApproval, type RequiredApprovals } from '../../action/domain/required-approvals.ts';
import type { RiskLevel } from '../../action/domain/risk.ts';
import type { RuntimeEvent } from '../../action/domain/runtime-event.ts';
import type { WorkflowIntake } from '../../action/domain/workflow-intake.ts';

/** Records of a made-up run, consistent with each other. */

export const samplePatch = `diff --git a/src/page.ts b/src/page.ts
index 1111111..2222222 100644
--- a/src/page.ts
+++ b/src/page.ts
@@ -1,3 +1,3 @@
 export function pages(total: number, size: number) {
-  return Math.floor(total / size);
+  return Math.ceil(total / size);
 }
`;

const hex = (bytes: number) => randomBytes(bytes).toString('hex');
const git = (seed: string) => sha256Hex(seed).slice(0, 40);

export function newRun(change: Partial<NewRun> = {}): NewRun {
  return {
    id: `run-${hex(8)}`,
    repositoryId: 'github:42',
    targetRef: 'refs/heads/main',
    trigger: 'issues.labeled',
    modelVersion: 'scripted-1',
    githubRunId: '1001',
    githubRunAttempt: 1,
    workflowRef: undefined,
    createdAt: Date.now(),
    ...change,
  };
}

export function newIntake(deliveryId = `delivery-${hex(8)}`): WorkflowIntake {
  const prompt = 'Fix off-by-one in pagination\n\nThe last page is missing.';
  return {
    actor: { id: 'github:99', displayName: 'requester' },
    workspace: { id: 'github:7', name: 'acme' },
    source: 'external',
    traceId: hex(16),
    prompt,
    promptSha256: sha256Hex(prompt),
    externalRef: {
      provider: 'github',
      deliveryId,
      eventKind: 'issues.labeled',
      repository: {
        provider: 'github',
        externalId: '42',
        owner: 'acme',
        name: 'api',
        fullName: 'acme/api',
      },
      issue: {
        externalId: '5',
        number: 482,
        title: 'Fix off-by-one in pagination',
        body: 'The last page is missing.',
      },
      url: 'https://github.test/acme/api/issues/482',
      sender: { provider: 'github', externalId: '99', login: 'requester', kind: 'User' },
    },
  };
}

export function newEvents(runId: string, after: ChainHead, count: number): ProvenanceEvent[] {
  const events: ProvenanceEvent[] = [];
  let head = after;
  for (let at = 0; at < count; at += 1) {
    const event = link(head, {
      id: `event-${hex(8)}`,
      workflowRunId: runId,
      traceId: hex(16),
      type: 'sandbox.provisioned',
      operation: 'provision',
      status: 'succeeded',
      startedAt: Date.now(),
      artifactRefs: [],
    });
    events.push(event);
    head = headAfter(event);
  }
  return events;
}

export function newRuntimeEvent(runId: string, line: number): RuntimeEvent {
  return {
    id: `event-${line}`,
    workflowRunId: runId,
    provider: 'pi',
    type: 'tool.ended',
    occurredAt: Date.now(),
    summary: `line ${line}`,
    idempotencyKey: `session/stdout/${line}`,
    sourceLine: line,
  };
}

export function newCandidate(runId: string, patch = samplePatch): CandidatePatchSet {
  return {
    id: `candidate-${hex(8)}`,
    workflowRunId: runId,
    subject: { kind: 'sandbox-generated', sandboxExecutionId: 'sandbox-1' },
    status: 'captured',
    baseSha: git('base'),
    baseTree: git('base tree'),
    resultTree: git('result tree'),
    patchSha256: sha256Hex(patch),
    changes: [
      {
        path: 'src/page.ts',
        status: 'M',
        oldMode: '100644',
        newMode: '100644',
        oldBlob: git('old'),
        newBlob: git('new'),
      },
    ],
    stats: { filesChanged: 1, additions: 1, deletions: 1 },
    createdAt: Date.now(),
  };
}

export interface Judged {
  readonly outcome?: PolicyOutcome;
  readonly approvals?: Partial<RequiredApprovals>;
  readonly risk?: RiskLevel;
}

export function newVerdict(
  outcome: PolicyOutcome = 'manual-review',
  { approvals, risk }: Judged = {},
): PolicyVerdict {
  return PolicyVerdict.parse({
    outcome,
    digest: sha256Hex(`policy ${outcome}`),
    bundleId: 'default',
    bundleVersion: 1,
    ...(risk ? { risk: { level: risk, score: 9, reasons: [] } } : {}),
    approvals: { ...oneApproval, ...approvals },
    findings: [
      {
        rule: 'required-checks',
        severity: 'medium',
        effect: 'manual-review',
        path: 'src/page.ts',
        message: 'A person has to look.',
      },
    ],
  });
}

export function newArtifact(
  runId: string,
  sha256: Sha256,
  kind: EvidenceKind = 'diff',
): EvidenceArtifact {
  return {
    id: `artifact-${hex(8)}`,
    workflowRunId: runId,
    kind,
    storageProvider: 'cloudflare-r2',
    storageKey: `workflows/${runId}/${sha256}`,
    contentType: 'text/plain',
    sizeBytes: 10,
    sha256,
    createdAt: Date.now(),
    producer: 'capture',
    truncated: false,
  };
}

export interface Asked {
  readonly runId: string;
  readonly subject: ApprovalSubject;
  readonly subjectSha256: Sha256;
  readonly head: ChainHead;
}

export interface Asking extends Judged {
  readonly expiresInMs?: number;
  readonly patch?: string;
  readonly intake?: WorkflowIntake;
  /** The attempt that this one follows. */
  readonly after?: { readonly runId: string; readonly rootRunId: string; readonly attempt: number };
  /** What people do while the agent works. */
  readonly whileRunning?: (runId: string) => Promise<void>;
  readonly nonce?: string;
  /** False: everything is there, and nobody is asked yet. */
  readonly ask?: boolean;
}

/** Takes a run all the way to `awaiting-decision`. */
export async function askForDecision(
  storage: ProposeStorage,
  options: Asking = {},
): Promise<Asked> {
  const { run } = await storage.createWorkflowFromIntake(options.intake ?? newIntake(), newRun());
  const { after } = options;
  if (after)
    await storage.recordLineage(run.id, {
      parentWorkflowRunId: after.runId,
      rootWorkflowRunId: after.rootRunId,
      attemptNumber: after.attempt,
    });
  for (const state of ['provisioning', 'running', 'verifying', 'evaluating'] as const) {
    await storage.transition(run.id, state);
    if (state === 'running') await options.whileRunning?.(run.id);
  }
  const candidate = newCandidate(run.id, options.patch);
  const verdict = newVerdict(options.outcome, options);
  await storage.createCandidatePatchSet(candidate);
  await storage.recordPolicyVerdict(run.id, verdict);
  const start = chainStart(run.id);
  const head = await storage.appendProvenanceEvents(run.id, start, newEvents(run.id, start, 3));
  const subject: ApprovalSubject = {
    schemaVersion: 1,
    runId: run.id,
    repositoryId: run.repositoryId,
    targetRef: run.targetRef,
    baseCommit: candidate.baseSha,
    baseTree: candidate.baseTree,
    patchSha256: candidate.patchSha256,
    resultTree: candidate.resultTree,
    planDigest: sha256Hex('plan'),
    policyDigest: verdict.digest,
    policyOutcome: verdict.outcome,
    evidenceManifestSha256: sha256Hex('manifest'),
    provenanceHead: head.hash,
    nonce: options.nonce ?? hex(16),
    expiresAt: Date.now() + (options.expiresInMs ?? 3_600_000),
  };
  if (options.ask !== false) await storage.requestDecision(run.id, subject);
  return { runId: run.id, subject, subjectSha256: subjectDigest(subject), head };
}

/** An approval of somebody who opened every file of a sample run and saw its bytes. */
export function answerTo(asked: Pick<Asked, 'runId' | 'subjectSha256'> & Partial<Asked>) {
  return {
    runId: asked.runId,
    subjectSha256: asked.subjectSha256,
    answer: 'approved',
    comment: '',
    displayedPatchSha256: asked.subject?.patchSha256 ?? sha256Hex('nothing'),
    viewed: [{ path: 'src/page.ts', state: 'opened' }],
    seen: {
      state: 'awaiting-decision',
      head: asked.head?.hash ?? sha256Hex('nothing'),
      events: asked.head?.length ?? 0,
    },
  };
}
