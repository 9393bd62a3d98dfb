import { expect, it } from 'vitest';
import { chainStart } from '../../../action/domain/provenance-event.ts';
import { timeTaken } from '../../../approval-app/components/run/time-taken.ts';
import { newEvents, newRun } from '../run-records.ts';

it('how long a run took ends when people are asked, however long they take to answer', () => {
  const { createdAt, ...rest } = newRun();
  const run = {
    ...rest,
    createdAt,
    ...{ promptRequestId: 'prompt-1', workspaceId: 'workos:org_acme', traceId: 'a'.repeat(32) },
    ...{ rootWorkflowRunId: rest.id, attemptNumber: 1 },
  };
  const [worked, asked, answered] = newEvents(run.id, chainStart(run.id), 3).map((event, at) => ({
    ...event,
    type: at === 1 ? 'decision.requested' : event.type,
    startedAt: createdAt + ([60_000, 192_000, 86_400_000][at] ?? 0),
  }));
  const events = [worked, asked, answered].filter((event) => event !== undefined);

  expect(timeTaken({ run: { ...run, state: 'awaiting-decision' }, events })).toBe(192_000);
  expect(timeTaken({ run: { ...run, state: 'published' }, events })).toBe(192_000);
  expect(timeTaken({ run: { ...run, state: 'failed' }, events: events.slice(0, 1) })).toBe(60_000);
  expect(timeTaken({ run: { ...run, state: 'running' }, events })).toBeUndefined();
});
