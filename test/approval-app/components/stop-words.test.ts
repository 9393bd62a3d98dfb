import { describe, expect, it } from 'vitest';
import { chainStart } from '../../../action/domain/provenance-event.ts';
import type { RunState } from '../../../action/domain/run-state.ts';
import { stopWords } from '../../../approval-app/components/run/stop-words.ts';
import { newEvents } from '../run-records.ts';

const run = (state: RunState, stateReason?: string) => ({
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
  ...(stateReason ? { stateReason } : {}),
});
const stopped = (operation: string, errorCategory: string) =>
  newEvents('run-1', chainStart('run-1'), 2).map((event, at) =>
    at === 1 ? { ...event, operation, errorCategory, status: 'failed' as const } : event,
  );

describe('[UX-11] a run that did not go well says three things', () => {
  it('where it stopped, why, and what to do, by what stopped it', () => {
    const words = stopWords({
      run: run('failed', 'the budget of 5 USD is spent'),
      events: stopped('run', 'budget-exceeded'),
      killed: false,
    });

    expect(words).toEqual({
      stoppedAt: 'work of the agent',
      because: 'the budget of 5 USD is spent',
      doThis: 'ask for less at once, or raise the budget in .github/patchplane.yml',
    });
  });

  it('every state in which a run can stop has all three', () => {
    for (const state of ['failed', 'blocked', 'refused', 'cancelled', 'expired'] as const)
      expect(
        Object.values(stopWords({ run: run(state), events: [], killed: false }) ?? {}),
        state,
      ).toEqual(Array.from({ length: 3 }, () => expect.stringMatching(/\w+/)));
  });

  it('one that goes on, waits or arrived says nothing of the kind', () => {
    for (const state of ['running', 'awaiting-decision', 'published', 'rejected'] as const)
      expect(stopWords({ run: run(state), events: [], killed: false }), state).toBeUndefined();
  });

  it('[E13] as long as the kill switch is thrown, the way on is to have it lifted', () => {
    const words = (killed: boolean) => stopWords({ run: run('cancelled'), events: [], killed });
    expect(words(true)?.doThis).toMatch(/ask whoever threw the kill switch/);
    expect(words(false)?.doThis).toBe('nothing, or start the next attempt');
  });
});
