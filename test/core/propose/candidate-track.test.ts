import { expect, it } from 'vitest';
import type { Conductor } from '../../../action/core/advance.ts';
import { openTracks } from '../../../action/core/candidate-track.ts';
import { shareOf } from '../../../action/core/propose-candidates.ts';
import { defaultBudgets } from '../../../action/domain/policy-bundle.ts';
import type { RunState } from '../../../action/domain/run-state.ts';
import { WorkflowRun } from '../../../action/domain/workflow-run.ts';
import { asked } from '../authorize/asked.ts';

const { run } = asked().request;

function house(count: number) {
  const states: RunState[] = [];
  const shown: string[] = [];
  const never = new Promise<never>(() => {});
  const conductor: Conductor = {
    runId: run.id,
    journal: {
      record: () => Promise.reject(new Error('nobody writes here')),
      events: () => [],
      head: () => ({ hash: '', length: 0 }),
    },
    storage: {
      transition: async (_, to) => {
        if (states.at(-1) !== to) states.push(to);
        return WorkflowRun.parse(run);
      },
    },
    telemetry: {
      progress: () => undefined,
      span: async (_, work) => await work(),
      captureError: () => undefined,
    },
    context: {
      now: () => 0,
      randomHex: () => '',
      signal: new AbortController().signal,
      secrets: [],
    },
    watcher: {
      stageStarted: (stage) => void shown.push(`${stage} starts`),
      stageEnded: (stage, status, detail) => void shown.push(`${stage} ${status}: ${detail}`),
    },
    cancellation: never,
  };
  const tracks = openTracks(conductor, count);
  const reach = async (track: number, state: RunState) =>
    void (await tracks[track]?.conductor.storage.transition(run.id, state));
  return { tracks, states, shown, reach };
}

it('the run is where the slowest candidate is, and those that were left behind hold nobody up', async () => {
  const { tracks, states, reach } = house(3);

  await reach(0, 'provisioning');
  await reach(0, 'running');
  expect(states).toEqual(['provisioning', 'running']);
  await reach(0, 'verifying');
  await reach(1, 'provisioning');
  await reach(1, 'running');
  expect(states).toEqual(['provisioning', 'running']);
  await tracks[1]?.leave();
  await reach(2, 'verifying');
  expect(states).toEqual(['provisioning', 'running', 'verifying']);
  await reach(0, 'evaluating');
  await tracks[2]?.leave();
  expect(states.at(-1)).toBe('evaluating');
});

it('where all were left behind, the run stays where the last of them was', async () => {
  const { tracks, states, reach } = house(2);

  await reach(0, 'provisioning');
  await reach(0, 'running');
  await tracks[0]?.leave();
  await tracks[1]?.leave();

  expect(states).toEqual(['provisioning', 'running']);
});

it('people see a stage begin with the first candidate and end with the last', async () => {
  const { tracks, shown } = house(2);
  const [first, second] = tracks.map(({ conductor }) => conductor.watcher);

  first?.stageStarted('run');
  second?.stageStarted('run');
  first?.stageEnded('run', 'failed', 'over budget');
  await tracks[0]?.leave();
  expect(shown).toEqual(['run starts']);
  second?.stageEnded('run', 'succeeded', undefined);

  expect(shown).toEqual(['run starts', 'run succeeded: 1 of 2 candidates']);
});

it('what is paid or kept is shared evenly; time, turns and the size of a patch are each one’s', () => {
  expect(shareOf(defaultBudgets, 4)).toEqual({
    ...defaultBudgets,
    costUsd: 1.25,
    tokens: 1_250_000,
    outputBytes: 16_777_216,
  });
});
