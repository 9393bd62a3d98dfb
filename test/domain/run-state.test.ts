import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTerminal, mayBecome, RunState, runTransitions } from '../../action/domain/run-state.ts';

const source = readFileSync(
  resolve(import.meta.dirname, '../../action/domain/run-state.ts'),
  'utf8',
);

describe('the life of a run', () => {
  it('[TST-14] the drawing has exactly the edges of the table', () => {
    const table = RunState.options.flatMap((from) =>
      runTransitions[from].map((to) => `${from} -> ${to}`),
    );

    expect(drawnEdges(source).sort()).toEqual(table.sort());
  });

  it('[TST-14] ends where the contract says, and nowhere else', () => {
    expect(RunState.options.filter(isTerminal).sort()).toEqual([
      'blocked',
      'cancelled',
      'expired',
      'failed',
      'published',
      'refused',
      'rejected',
    ]);
  });

  it('[PRD-03] a run is published in one way, with an agent or, for a pull request, without', () => {
    const judged = ['verifying', 'evaluating', 'awaiting-decision', 'publishing', 'published'];

    expect(waysTo('published')).toEqual([
      ['received', 'provisioning', 'running', ...judged],
      ['received', ...judged],
    ]);
  });

  it('every state can be reached, and every run can come to an end', () => {
    for (const state of RunState.options) {
      expect(waysTo(state).length, state).toBeGreaterThan(0);
      if (!isTerminal(state)) expect(mayBecome(state, 'failed'), state).toBe(true);
    }
  });

  it('[TST-14] however a run is pushed, it never goes back and never leaves its end', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...RunState.options)), (wishes) => {
        const seen: RunState[] = ['received'];
        for (const to of wishes) {
          const from = seen.at(-1) ?? 'received';
          if (mayBecome(from, to)) seen.push(to);
        }

        expect(new Set(seen).size).toBe(seen.length);
        expect(seen.slice(0, -1).some(isTerminal)).toBe(false);
      }),
    );
  });
});

function waysTo(goal: RunState, from: RunState = 'received'): RunState[][] {
  if (from === goal) return [[goal]];
  return runTransitions[from].flatMap((next) =>
    waysTo(goal, next).map((rest): RunState[] => [from, ...rest]),
  );
}

/** Reads the drawing: the line with the long arrows, and below each of its words the branches. */
function drawnEdges(text: string): string[] {
  const lines = text.slice(text.indexOf('/**'), text.indexOf('*/')).split('\n');
  const main = lines.find((line) => line.includes('──▶')) ?? '';
  const words = [...main.matchAll(/[a-z-]+/g)].map((match) => ({
    name: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }));
  const along = words.slice(1).map(({ name }, at) => `${words[at]?.name} -> ${name}`);
  const below = lines.flatMap((line) =>
    [...line.matchAll(/[├└]▶ ([a-z-]+)/g)].map((match) => {
      const word = words.find(({ from, to }) => from <= match.index && match.index < to);
      return `${word?.name ?? `column ${match.index}`} -> ${match[1]}`;
    }),
  );
  return [...along, ...below];
}
