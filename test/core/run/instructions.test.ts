import { describe, expect, it } from 'vitest';
import { instructions } from '../../../action/core/workflows/run/instructions.ts';

describe('what the agent is told', () => {
  it('keeps the frozen task and what was added later apart', () => {
    const lines = instructions({ task: 'Fix the pages.', again: 'Mind the empty list.' }, [])
      .split('\n')
      .slice(-5);

    expect(lines).toEqual([
      'The task:',
      'Fix the pages.',
      '',
      expect.stringContaining('asked again from the start'),
      'Mind the empty list.',
    ]);
  });

  it("puts what the base's configuration says before the task, and apart from it", () => {
    const lines = instructions({ task: 'Fix the pages.', standing: 'Use tabs.' }, []).split('\n');

    expect(lines.slice(-5)).toEqual([
      'What holds for every task here:',
      'Use tabs.',
      '',
      'The task:',
      'Fix the pages.',
    ]);
  });

  it('ends with the task where nothing was added', () => {
    expect(instructions({ task: 'Fix the pages.' }, []).split('\n').slice(-2)).toEqual([
      'The task:',
      'Fix the pages.',
    ]);
  });
});
