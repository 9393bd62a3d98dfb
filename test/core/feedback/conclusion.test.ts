import { describe, expect, it } from 'vitest';
import { conclusionOf } from '../../../action/core/workflows/feedback/conclusion.ts';
import type { RunState } from '../../../action/domain/run-state.ts';
import type { TrustReport } from '../../../action/domain/trust-report.ts';
import { sampleReport } from '../report/sample-report.ts';

function decided(
  state: RunState,
  status: TrustReport['decision']['status'],
  overrideReason: string | null = null,
): TrustReport {
  const report = sampleReport(state);
  return { ...report, decision: { ...report.decision, status, overrideReason } };
}

describe('[GHB-10] the conclusion of the check', () => {
  it.each([
    'received',
    'provisioning',
    'running',
    'verifying',
    'evaluating',
    'awaiting-decision',
  ] as const)('is open while the run is %s', (state) => {
    expect(conclusionOf(sampleReport(state))).toBeUndefined();
  });

  it.each([
    ['rejected', decided('rejected', 'rejected'), 'failure'],
    ['changes requested', decided('rejected', 'changes-requested'), 'action_required'],
    ['approved and passed', decided('published', 'approved'), 'success'],
    ['approved with override', decided('published', 'approved', 'We need it.'), 'neutral'],
    ['expired', sampleReport('expired'), 'timed_out'],
    ['cancelled', sampleReport('cancelled'), 'cancelled'],
    ['failed', sampleReport('failed'), 'failure'],
    ['blocked', sampleReport('blocked'), 'failure'],
    ['refused', sampleReport('refused'), 'failure'],
  ] as const)('%s', (_, report, conclusion) => {
    expect(conclusionOf(report)).toBe(conclusion);
  });

  it.each(['failed', 'error', 'not-run'] as const)(
    'approved although the tests are %s is no plain success',
    (status) => {
      const report = decided('published', 'approved');
      const tests = { ...report.tests, candidate: { ...report.tests.candidate, status } };
      expect(conclusionOf({ ...report, tests })).toBe('neutral');
    },
  );
});
