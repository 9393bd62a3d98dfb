import { expect, it } from 'vitest';
import type { NewRun } from '../../../action/core/services/storage-service.ts';
import { intake } from '../../../action/core/workflows/intake/intake.ts';
import type { WorkflowIntake } from '../../../action/domain/workflow-intake.ts';
import { newIntake } from '../../approval-app/run-records.ts';

it.each([
  ['external', 'intake'],
  ['workflow_dispatch', 'prompt'],
  ['app', 'prompt'],
  ['dev', 'prompt'],
] as const)('[SVC-05] [SVC-06] a request of source %s is kept as one by %s', async (source, by) => {
  const kept: string[] = [];
  const keep = (name: string) => async (_: WorkflowIntake, run: NewRun) => {
    kept.push(name);
    return { run: Object(run), created: true };
  };
  const services = {
    webhooks: {
      toIntake: () => ({ kind: 'intake', intake: { ...newIntake(), source }, targetRef: 'main' }),
    },
    storage: { createWorkflowFromIntake: keep('intake'), createWorkflowFromPrompt: keep('prompt') },
  };
  const context = { now: () => 1, randomHex: (bytes: number) => 'a'.repeat(bytes * 2) };

  const answer = await intake(Object({}), Object(services), Object({}), context);

  expect(answer).toMatchObject({
    kind: 'accepted',
    request: { run: { id: `run-${'a'.repeat(16)}` } },
  });
  expect(kept).toEqual([by]);
});
