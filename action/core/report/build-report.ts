import type { ApprovalSubject } from '../../domain/approval-subject.ts';
import { subjectDigest } from '../../domain/approval-subject.ts';
import { rawChange } from '../../domain/candidate-patch-set.ts';
import type { ManifestItem } from '../../domain/evidence-manifest.ts';
import { participantsIn } from '../../domain/participants.ts';
import type { RunState } from '../../domain/run-state.ts';
import type { TrustReport } from '../../domain/trust-report.ts';
import { TrustReport as TrustReportSchema } from '../../domain/trust-report.ts';
import type { Verification } from '../../domain/verification.ts';
import type { WorkflowRun } from '../../domain/workflow-run.ts';
import type { Parts, SandboxReport } from '../attempt.ts';
import { countHidden } from './untrusted-text.ts';

export interface ReportInput {
  readonly run: WorkflowRun;
  readonly state: RunState;
  readonly reason: string | undefined;
  readonly parts: Partial<Parts>;
  readonly sandboxes: readonly SandboxReport[];
  readonly items: readonly ManifestItem[];
  readonly subject?: ApprovalSubject;
}

/** Draws the trust report from whatever the run came to know. What is not known is null. */
export function buildReport(input: ReportInput): TrustReport {
  const { run, state, reason, parts, sandboxes, items, subject } = input;
  return TrustReportSchema.parse({
    schemaVersion: 1,
    run: {
      id: run.id,
      state,
      reason: reason ?? null,
      attempt: run.attemptNumber,
      parent: run.parentWorkflowRunId ?? null,
      trigger: run.trigger,
      createdAt: run.createdAt,
    },
    request: requestOf(parts),
    repository: {
      id: run.repositoryId,
      fullName: parts.request?.intake.externalRef.repository.fullName ?? null,
      targetRef: run.targetRef,
      baseSha: parts.base?.trusted.base.commit ?? null,
    },
    hiddenCharacters: hiddenIn(parts),
    agent: agentOf(parts),
    controls: (parts.controls ?? []).map(({ sequence, kind, actorId, textSha256, outcome }) => ({
      ...{ sequence, kind, actorId },
      textSha256: textSha256 ?? null,
      status: outcome?.status ?? 'unheard',
    })),
    sandboxes: sandboxes.map((sandbox) => ({ ...sandbox, isolation: { ...sandbox.isolation } })),
    candidate: candidateOf(parts),
    candidates: parts.contest ?? [],
    ...verificationOf(parts),
    policy: policyOf(parts),
    evidence: items,
    subject: subject ?? null,
    subjectSha256: subject ? subjectDigest(subject) : null,
    decision: nobodyDecided,
    publication: nothingPublished,
  });
}

export const nobodyDecided: TrustReport['decision'] = {
  status: 'none',
  actorId: null,
  comment: null,
  overrideReason: null,
  decidedAt: null,
};

export const nothingPublished: TrustReport['publication'] = {
  status: 'none',
  branch: null,
  commit: null,
  pullRequest: null,
  url: null,
  error: null,
};

function policyOf({ verdict }: Partial<Parts>): Partial<TrustReport['policy']> {
  return {
    outcome: verdict?.outcome ?? 'not-evaluated',
    digest: verdict?.digest ?? null,
    bundle: verdict ? `${verdict.bundleId}@${verdict.bundleVersion}` : null,
    findings: verdict?.findings ?? [],
    risk: verdict?.risk ?? null,
    ...(verdict ? { approvals: verdict.approvals, relaxed: verdict.relaxed } : {}),
  };
}

function requestOf({ request, controls }: Partial<Parts>): TrustReport['request'] {
  const { actor, externalRef: ref } = request?.intake ?? {};
  return {
    actorId: actor?.id ?? null,
    actorName: actor?.displayName ?? null,
    prompt: request?.intake.prompt ?? null,
    promptSha256: request?.intake.promptSha256 ?? null,
    url: ref?.url ?? null,
    issueNumber: (ref?.issue ?? ref?.pullRequest)?.number ?? null,
    deliveryId: ref?.deliveryId ?? null,
    participants: actor ? participantsIn({ actorId: actor.id, externalRef: ref, controls }) : [],
  };
}

/** Counted where a text came in: the prompt itself shows them as escapes already. */
function hiddenIn({ request, agent }: Partial<Parts>): TrustReport['hiddenCharacters'] {
  const { issue, pullRequest, comment } = request?.intake.externalRef ?? {};
  const texts = [issue?.title, issue?.body, pullRequest?.title, pullRequest?.body, comment?.body];
  return {
    request: texts.reduce((sum, text) => sum + countHidden(text ?? ''), 0),
    agent: countHidden(agent?.finalMessage ?? ''),
  };
}

function agentOf({ agent }: Partial<Parts>): TrustReport['agent'] {
  return {
    provider: agent?.provider ?? null,
    model: agent?.model ?? null,
    outcome: agent?.outcome ?? null,
    finalMessage: agent?.finalMessage ?? null,
    modelRequests: agent?.modelRequests ?? 0,
    usage: agent?.usage ?? {
      inputTokens: 0,
      outputTokens: 0,
      cacheReadTokens: 0,
      cacheWriteTokens: 0,
      costUsd: 0,
    },
    credential: agent?.credential ?? null,
    session: agent?.session ?? null,
  };
}

function candidateOf({ candidate, base }: Partial<Parts>): TrustReport['candidate'] {
  const set = candidate?.set;
  return {
    status: set?.status ?? 'none',
    pullRequest: base?.pullRequest ?? null,
    baseSha: base?.trusted.base.commit ?? null,
    baseTree: base?.trusted.base.tree ?? null,
    resultTree: set?.resultTree ?? null,
    patchSha256: set?.patchSha256 ?? null,
    stats: set?.stats ?? { filesChanged: 0, additions: 0, deletions: 0 },
    changes: (set?.changes ?? []).map(rawChange),
    carriedFrom: candidate?.carried ?? null,
  };
}

function verificationOf({
  verification,
  base,
}: Partial<Parts>): Pick<TrustReport, 'tests' | 'verification'> {
  const plan = verification?.plan ?? base?.plan;
  return {
    tests: testsOf(verification),
    verification: {
      planDigest: plan?.digest ?? null,
      guessed: plan?.guessed ?? false,
      sources: plan?.sources ?? [],
      commands: (plan?.requirements ?? []).map((requirement) => requirement.command),
      results: verification?.results ?? [],
      testedTree: verification?.testedTree ?? null,
    },
  };
}

function testsOf(verification: Verification | undefined): TrustReport['tests'] {
  const nothing = { status: 'not-run' as const, cases: [] };
  return {
    baseline: verification?.baseline ?? nothing,
    candidate: verification?.candidate ?? nothing,
    summary: verification?.summary ?? {
      newFailures: [],
      fixed: [],
      stillFailing: [],
      disappeared: [],
      newlySkipped: [],
    },
    flaky: verification?.flaky ?? [],
    oldTestsOnNewCode: verification?.oldTestsOnNewCode ?? null,
    claims: verification?.claims ?? [],
  };
}
