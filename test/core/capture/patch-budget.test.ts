import { afterEach, expect, it } from 'vitest';
import { writeFiles } from '../../plugins/git/scratch-repository.ts';
import { type CaptureScratch, createCaptureScratch } from './capture-scratch.ts';

let made: CaptureScratch;
afterEach(() => made.remove());

it.each([
  ['files', { files: 2 }, 'The agent changed 3 files; its budget is 2.'],
  ['patch bytes', { patchBytes: 100 }, /^The agent's patch has \d+ bytes; its budget is 100\.$/],
])(
  'a patch with too many %s ends the run, and is evidence all the same',
  async (_, budgets, reason) => {
    made = createCaptureScratch({ a: 'a' });
    writeFiles(made.workspace, { b: 'b', c: 'c', d: 'd' });

    const outcome = await made.capture({ budgets });

    expect(outcome).toMatchObject({
      stop: { state: 'failed', category: 'budget-exceeded', reason: expect.stringMatching(reason) },
      add: { candidate: { set: { stats: { filesChanged: 3 } } } },
    });
    expect(outcome.evidence).toMatchObject([
      { kind: 'diff', producer: 'capture', truncated: false },
    ]);
  },
);

it('a patch within both budgets goes on', async () => {
  made = createCaptureScratch({ a: 'a' });
  writeFiles(made.workspace, { b: 'b', c: 'c' });

  const outcome = await made.capture({ budgets: { files: 2, patchBytes: 10_000 } });

  expect(outcome).not.toHaveProperty('stop');
});
