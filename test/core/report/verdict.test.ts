import { describe, expect, it } from 'vitest';
import { riskOf } from '../../../action/core/report/risk.ts';
import { headline, verdictLine } from '../../../action/core/report/verdict-line.ts';
import type { PolicyFinding } from '../../../action/domain/policy-bundle.ts';
import { sampleReport } from './sample-report.ts';

function finding(severity: PolicyFinding['severity']): PolicyFinding {
  return { rule: 'rule', severity, effect: 'manual-review', message: 'Look.' };
}

describe('the verdict line', () => {
  it('says size, tests, risk, cost and patch', () => {
    expect(verdictLine(sampleReport('awaiting-decision'))).toBe(
      '+5 -1 in 2 files · 3/3 tests (0 new failures, 1 fixed) · risk LOW · $0.01 · patch 333333333333…',
    );
  });

  it('says nothing of risk while policy has not judged', () => {
    const report = sampleReport('failed');
    const policy = { ...report.policy, outcome: 'not-evaluated' as const };
    expect(verdictLine({ ...report, policy })).not.toContain('risk');
  });
});

describe('risk', () => {
  it.each([
    ['approve', [], 'LOW'],
    ['approve', ['info', 'low'], 'LOW'],
    ['approve', ['medium'], 'MEDIUM'],
    ['manual-review', [], 'MEDIUM'],
    ['manual-review', ['low'], 'MEDIUM'],
    ['changes-requested', ['low'], 'MEDIUM'],
    ['manual-review', ['low', 'high'], 'HIGH'],
    ['approve', ['blocker'], 'HIGH'],
    ['block', [], 'HIGH'],
    ['not-evaluated', ['blocker'], undefined],
  ] as const)('%s with %j is %s', (outcome, severities, risk) => {
    expect(riskOf({ outcome, findings: severities.map(finding), risk: null })).toBe(risk);
  });
});

it('an approved pull request is named with the head that was approved', () => {
  const report = sampleReport('published');
  const pullRequest = { number: 12, headSha: 'd'.repeat(40) };
  expect(headline({ ...report, candidate: { ...report.candidate, pullRequest } })).toBe(
    'Approved: pull request #12 at dddddddddddd',
  );
});
