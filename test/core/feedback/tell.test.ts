import { describe, expect, it } from 'vitest';
import type { CheckReport } from '../../../action/core/services/source-control-service.ts';
import { openCheck } from '../../../action/core/workflows/feedback/open-check.ts';
import { type Audience, tell } from '../../../action/core/workflows/feedback/tell.ts';
import type { RunMarker } from '../../../action/domain/run-marker.ts';
import type { TrustReport } from '../../../action/domain/trust-report.ts';
import { sampleReport } from '../report/sample-report.ts';

const repository = { externalId: '1', owner: 'acme', name: 'pagination' };
const [base, head] = ['a'.repeat(40), 'd'.repeat(40)];

/** Tells a report to nobody, and says what was told. */
async function told(report: TrustReport, more: Partial<Audience> = {}) {
  const checks: CheckReport[] = [];
  const comments: (readonly [number, RunMarker, string])[] = [];
  const place = { externalId: '1', url: 'https://github.example/1' };
  const texts = await tell(
    report,
    { repository, issueNumber: 7, headShas: [base], detailsUrl: undefined, ...more },
    {
      feedback: {
        publishCheck: async (_repository, check) => {
          checks.push(check);
          return place;
        },
        createIssueComment: async (_repository, number, marker, body) => {
          comments.push([number, marker, body]);
          return place;
        },
      },
      storage: { createPublicationEvent: async () => undefined },
      journal: {
        record: async () => {
          throw new TypeError('noted already');
        },
        events: () => [],
        head: () => {
          throw new TypeError('nobody asks');
        },
      },
      context: { now: () => 1, randomHex: () => 'ab' },
      noted: new Set([`check-run:1:${report.run.state}`, `issue-comment:1:${report.run.state}`]),
    },
  );
  return { checks, comments, texts };
}

describe('[GHB-10] [GHB-11] telling how a run stands', () => {
  it('the check and the comment begin with the verdict line and say the same', async () => {
    const { checks, comments, texts } = await told(sampleReport('awaiting-decision'));
    const [check] = checks;
    expect(check).toMatchObject({
      headSha: base,
      title: 'Needs approval: policy has no objection',
    });
    expect(check).not.toHaveProperty('conclusion');
    expect(check?.summary).toMatch(/^\+5 -1 in 2 files · 3\/3 tests/);
    expect(comments.map(([number, , body]) => [number, body])).toEqual([[7, check?.summary]]);
    expect(texts.get('comment')).toBe(check?.summary);
  });

  it('the marker says to machines what the report says to people', async () => {
    const report = sampleReport('awaiting-decision');
    const { comments } = await told(report, { githubRunId: '991' });
    expect(comments[0]?.[1]).toEqual({
      runId: report.run.id,
      deliveryId: 'delivery-1',
      actorExternalId: '31415926',
      startedAt: report.run.createdAt,
      state: 'awaiting-decision',
      githubRunId: '991',
      subjectSha256: report.subjectSha256,
    });
  });

  it('every commit that carries the check gets the conclusion', async () => {
    const report = sampleReport('cancelled');
    const { checks } = await told(report, { headShas: [base, head] });
    expect(checks.map(({ headSha, conclusion }) => [headSha, conclusion])).toEqual([
      [base, 'cancelled'],
      [head, 'cancelled'],
    ]);
  });

  it('without a commit and without an issue there is nothing to say', async () => {
    const { checks, comments } = await told(sampleReport('failed'), {
      headShas: [],
      issueNumber: undefined,
    });
    expect([checks, comments]).toEqual([[], []]);
  });

  it('[GHB-19] findings of policy and of reviewers with a line become annotations', async () => {
    const report = sampleReport('blocked');
    const at = { path: 'src/page.js', startLine: 3 };
    const findings = [
      { rule: 'secrets', severity: 'blocker', effect: 'block', message: 'A key.', ...at },
      { rule: 'dependency-change', severity: 'low', effect: 'manual-review', message: 'Look.' },
    ] as const;
    const { checks } = await told({
      ...report,
      policy: { ...report.policy, findings: [...findings] },
    });
    expect(checks[0]?.annotations).toEqual([
      {
        ...at,
        endLine: 3,
        level: 'failure',
        title: 'blocker · secrets',
        message: 'A key.',
      },
    ]);
  });
});

it('[GHB-10] the check is there, in progress, as soon as there is a commit', async () => {
  const checks: CheckReport[] = [];
  await openCheck(
    {
      publishCheck: async (_repository, check) => {
        checks.push(check);
        return { externalId: '1', url: 'https://github.example/1' };
      },
    },
    repository,
    { headSha: base, runId: 'run-0123456789abcdef' },
  );
  expect(checks).toEqual([
    {
      headSha: base,
      runId: 'run-0123456789abcdef',
      title: 'PatchPlane is at work',
      summary: expect.stringContaining('`run-0123456789abcdef`'),
    },
  ]);
});
