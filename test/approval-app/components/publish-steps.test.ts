import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../action/domain/digest.ts';
import type { MergeDecision } from '../../../action/domain/merge-decision.ts';
import type { PublicationEvent } from '../../../action/domain/publication-event.ts';
import { publishSteps } from '../../../approval-app/components/run/publish-steps.ts';
import { newCandidate } from '../run-records.ts';

const run = (state: 'awaiting-decision' | 'publishing' | 'published') => ({
  id: 'run-1',
  promptRequestId: 'prompt-1',
  workspaceId: 'workos:org_acme',
  repositoryId: 'github:42',
  traceId: 'a'.repeat(32),
  state,
  modelVersion: 'scripted-1',
  rootWorkflowRunId: 'run-1',
  attemptNumber: 1,
  trigger: 'issues.labeled',
  targetRef: 'refs/heads/main',
  createdAt: 1,
});
const decision: MergeDecision = {
  id: 'decision-1',
  workflowRunId: 'run-1',
  subjectSha256: sha256Hex('subject'),
  answer: 'approved',
  actorId: 'workos:user_a',
  comment: '',
  decidedAt: 5,
};
const written = (kind: PublicationEvent['kind'], status: PublicationEvent['status']) => ({
  id: `publication-${kind}`,
  workflowRunId: 'run-1',
  provider: 'github' as const,
  kind,
  status,
  createdAt: 9,
  idempotencyKey: kind,
});
const nothing = { dispatches: [], publications: [], candidate: newCandidate('run-1') };
const job = { workflowRunId: '7', url: 'https://github.test/runs/7', createdAt: 6, updatedAt: 7 };

const words = (steps: ReturnType<typeof publishSteps>) =>
  steps.map(({ name, status }) => `${name}: ${status}`);

describe('the way of an approved change', () => {
  it('has no step before anybody decided', () => {
    expect(publishSteps({ run: run('awaiting-decision'), decision: null, ...nothing })).toEqual([]);
  });

  it('says what is still to come, from the decision to the draft pull request', () => {
    const dispatches = [{ ...job, status: 'in_progress' }];
    const steps = publishSteps({ run: run('publishing'), decision, ...nothing, dispatches });

    expect(words(steps)).toEqual([
      'Approved: done',
      'Publish job: now',
      'Commit: waits',
      'Branch: waits',
      'Draft pull request: waits',
    ]);
  });

  it('says which step failed', () => {
    const steps = publishSteps({
      ...nothing,
      run: run('publishing'),
      decision,
      dispatches: [{ ...job, status: 'completed', conclusion: 'failure' }],
      publications: [written('commit', 'published'), written('branch', 'failed')],
    });

    expect(words(steps).slice(1)).toEqual([
      'Publish job: failed',
      'Commit: done',
      'Branch: failed',
      'Draft pull request: waits',
    ]);
  });

  it('a rejection and a pull request of somebody else open none', () => {
    const rejected = { ...decision, answer: 'rejected' as const };
    const pull = {
      ...newCandidate('run-1'),
      subject: {
        kind: 'incoming-pull-request' as const,
        repositoryExternalId: '42',
        pullRequestNumber: 3,
        baseSha: 'a'.repeat(40),
        headSha: 'b'.repeat(40),
      },
    };

    for (const view of [
      { ...nothing, run: run('published'), decision: rejected },
      { ...nothing, run: run('published'), decision, candidate: pull },
    ])
      expect(words(publishSteps(view)).join()).not.toContain('pull request');
  });
});
