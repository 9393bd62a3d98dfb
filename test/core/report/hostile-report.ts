import { TrustReport } from '../../../action/domain/trust-report.ts';

/** A report in which every text that somebody else may choose is this one. */
export function reportSaying(text: string, state: TrustReport['run']['state']): TrustReport {
  // The schema's own limit for tests; other texts may have any length.
  const name = text.slice(0, 1_000);
  const test = { id: name, name, file: name, outcome: 'failed' as const };
  const sha = 'a'.repeat(40);
  const sha256 = 'b'.repeat(64);
  return TrustReport.parse({
    schemaVersion: 1,
    run: {
      id: 'run-0123456789abcdef',
      state,
      reason: text,
      attempt: 1,
      parent: null,
      trigger: text,
      createdAt: 1_700_000_000_000,
    },
    request: {
      actorId: 'github:1',
      actorName: text,
      prompt: text,
      promptSha256: sha256,
      url: text,
      issueNumber: 1,
    },
    repository: { id: 'github:42', fullName: text, targetRef: text, baseSha: sha },
    agent: {
      provider: text,
      model: text,
      outcome: text,
      finalMessage: text,
      modelRequests: 1,
      usage: {
        inputTokens: 1,
        outputTokens: 1,
        cacheReadTokens: 0,
        cacheWriteTokens: 0,
        costUsd: 0.01,
      },
      credential: 'grant',
    },
    sandboxes: [
      {
        purpose: 'agent',
        id: text,
        provider: text,
        isolation: { x: text },
        destroyed: true,
        egress: {
          status: 'unverified',
          probes: [
            {
              name: 'dns',
              target: text.slice(0, 300),
              expected: 'blocked',
              observed: 'reachable',
              detail: text.slice(0, 200),
            },
          ],
          refused: [{ target: text.slice(0, 300), command: text.slice(0, 300), times: 1 }],
        },
      },
    ],
    candidate: {
      status: 'captured',
      baseSha: sha,
      baseTree: sha,
      resultTree: sha,
      patchSha256: sha256,
      stats: { filesChanged: 1, additions: 1, deletions: 1 },
      changes: [
        {
          path: text,
          status: 'M',
          oldMode: '100644',
          newMode: '100755',
          oldBlob: sha,
          newBlob: sha,
        },
      ],
    },
    tests: {
      baseline: { status: 'passed', cases: [{ ...test, outcome: 'passed' }] },
      candidate: { status: 'failed', cases: [test] },
      summary: {
        newFailures: [text],
        fixed: [text],
        stillFailing: [text],
        disappeared: [text],
        newlySkipped: [text],
      },
    },
    verification: {
      planDigest: sha256,
      guessed: true,
      sources: [text],
      commands: [[text]],
      results: [],
      testedTree: text,
    },
    policy: {
      outcome: 'changes-requested',
      digest: sha256,
      bundle: text,
      findings: [
        { rule: text, severity: 'high', effect: 'changes-requested', path: text, message: text },
      ],
    },
    evidence: [
      { sha256, size: 1, kind: 'diff', contentType: text, producers: [text], truncated: true },
    ],
    subject: null,
    subjectSha256: sha256,
    decision: {
      status: 'approved',
      actorId: 'workos:user_1',
      comment: text,
      overrideReason: text,
      decidedAt: 1_700_000_000_000,
    },
    publication: {
      status: 'published',
      branch: text,
      commit: sha,
      pullRequest: 7,
      url: text,
      error: text,
    },
  });
}
