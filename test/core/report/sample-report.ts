import type { RunState } from '../../../action/domain/run-state.ts';
import { TrustReport } from '../../../action/domain/trust-report.ts';
import { sampleSubject } from '../../domain/samples.ts';
import { reportSaying } from './hostile-report.ts';

/** A run as it mostly is: a small patch, green tests, a careful model. */
export function sampleReport(state: RunState, reason: string | null = null): TrustReport {
  const said = reportSaying('harmless', state);
  const cases = ['adds', 'pages', 'counts'].map((name) => ({
    id: `test:page.test.js:${name}`,
    name,
    outcome: 'passed' as const,
  }));
  return TrustReport.parse({
    ...said,
    run: { ...said.run, state, reason, trigger: 'issues.labeled' },
    request: { ...said.request, actorId: 'github:31415926', deliveryId: 'delivery-1' },
    agent: { ...said.agent, finalMessage: 'I rounded up instead of down.' },
    candidate: {
      ...said.candidate,
      patchSha256: sampleSubject.patchSha256,
      stats: { filesChanged: 2, additions: 5, deletions: 1 },
      changes: said.candidate.changes.map((change) => ({
        ...change,
        path: 'src/page.js',
        newMode: '100644',
      })),
    },
    tests: {
      baseline: { status: 'failed', cases },
      candidate: { status: 'passed', cases },
      summary: {
        newFailures: [],
        fixed: ['test:page.test.js:pages'],
        stillFailing: [],
        disappeared: [],
        newlySkipped: [],
      },
    },
    policy: { ...said.policy, outcome: 'approve', findings: [] },
    subject: { ...sampleSubject, expiresAt: Date.UTC(2026, 10, 22, 9, 30) },
    subjectSha256: `0123456789ab${'c'.repeat(52)}`,
    decision: {
      ...said.decision,
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
