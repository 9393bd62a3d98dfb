import { type CandidatePatchSet, rawChange } from '../../action/domain/candidate-patch-set.ts';
import type { PolicyVerdict } from '../../action/domain/policy-bundle.ts';
import { TrustReport } from '../../action/domain/trust-report.ts';

/** The report of a made-up run: two tests fixed, none broken. */
export function sampleReport(candidate: CandidatePatchSet, verdict: PolicyVerdict): TrustReport {
  const cases = (outcome: 'passed' | 'failed') =>
    ['page > last page', 'page > one item'].map((id) => ({ id, name: id, outcome }));
  return TrustReport.parse({
    schemaVersion: 1,
    run: {
      id: candidate.workflowRunId,
      state: 'evaluating',
      reason: null,
      attempt: 1,
      parent: null,
      trigger: 'issues.labeled',
      createdAt: candidate.createdAt,
    },
    request: {
      actorId: 'github:99',
      actorName: 'requester',
      prompt: 'Fix it',
      promptSha256: null,
      issueNumber: 482,
      url: null,
    },
    repository: {
      id: 'github:42',
      fullName: 'acme/api',
      targetRef: 'refs/heads/main',
      baseSha: candidate.baseSha,
    },
    agent: {
      provider: 'pi',
      model: 'scripted-1',
      outcome: 'settled',
      finalMessage: 'Done.',
      modelRequests: 4,
      usage: {
        inputTokens: 1,
        outputTokens: 1,
        cacheReadTokens: 0,
        cacheWriteTokens: 0,
        costUsd: 0.21,
      },
      credential: 'grant',
    },
    sandboxes: [],
    candidate: {
      status: 'captured',
      baseSha: candidate.baseSha,
      baseTree: candidate.baseTree,
      resultTree: candidate.resultTree,
      patchSha256: candidate.patchSha256,
      stats: candidate.stats,
      changes: candidate.changes.map(rawChange),
    },
    tests: {
      baseline: { status: 'failed', cases: cases('failed') },
      candidate: { status: 'passed', cases: cases('passed') },
      summary: {
        newFailures: [],
        fixed: ['page > last page', 'page > one item'],
        stillFailing: [],
        disappeared: [],
        newlySkipped: [],
      },
    },
    verification: {
      planDigest: null,
      guessed: false,
      sources: [],
      commands: [],
      results: [],
      testedTree: candidate.resultTree,
    },
    policy: {
      outcome: verdict.outcome,
      digest: verdict.digest,
      bundle: 'default',
      findings: verdict.findings,
    },
    evidence: [],
    subject: null,
    subjectSha256: null,
    decision: {
      status: 'none',
      actorId: null,
      comment: null,
      overrideReason: null,
      decidedAt: null,
    },
    publication: {
      status: 'none',
      branch: null,
      commit: null,
      pullRequest: null,
      url: null,
      error: null,
    },
  });
}
