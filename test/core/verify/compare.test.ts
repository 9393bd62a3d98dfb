import { describe, expect, it } from 'vitest';
import { withIds } from '../../../action/core/workflows/verify/case-ids.ts';
import { compare } from '../../../action/core/workflows/verify/compare.ts';
import type { TestCase, TestRun } from '../../../action/domain/verification.ts';

type Outcomes = Readonly<Record<string, TestCase['outcome']>>;

const runOf = (outcomes: Outcomes): TestRun => ({
  status: 'passed',
  cases: Object.entries(outcomes).map(([name, outcome]) => ({
    id: name,
    name,
    ...(name.endsWith('.js') ? { file: name } : {}),
    outcome,
  })),
});

const table: readonly [string, Outcomes, Outcomes, Partial<ReturnType<typeof compare>>][] = [
  ['nothing changed', { a: 'passed', b: 'skipped' }, { a: 'passed', b: 'skipped' }, {}],
  ['a new failure', { a: 'passed' }, { a: 'failed' }, { newFailures: ['a'] }],
  ['a new error', { a: 'passed' }, { a: 'error' }, { newFailures: ['a'] }],
  ['a brand-new failing case', {}, { a: 'failed' }, { newFailures: ['a'] }],
  ['a brand-new passing case', {}, { a: 'passed' }, {}],
  ['a skipped one that fails now', { a: 'skipped' }, { a: 'failed' }, { newFailures: ['a'] }],
  ['a fix', { a: 'failed' }, { a: 'passed' }, { fixed: ['a'] }],
  ['an error that passes now', { a: 'error' }, { a: 'passed' }, { fixed: ['a'] }],
  ['still failing', { a: 'failed' }, { a: 'error' }, { stillFailing: ['a'] }],
  ['a failure that is skipped now', { a: 'failed' }, { a: 'skipped' }, { newlySkipped: ['a'] }],
  ['a pass that is skipped now', { a: 'passed' }, { a: 'skipped' }, { newlySkipped: ['a'] }],
  ['a new skipped case', {}, { a: 'skipped' }, {}],
  ['gone', { a: 'passed' }, {}, { disappeared: ['a'] }],
  ['gone while failing', { a: 'failed' }, {}, { disappeared: ['a'] }],
  ['gone while skipped', { a: 'skipped' }, {}, { disappeared: ['a'] }],
  ['a file that loads again', { 'a.test.js': 'failed' }, { a: 'passed' }, { fixed: ['a.test.js'] }],
  [
    'a command that works again',
    { '(command)': 'error' },
    { a: 'passed' },
    { fixed: ['(command)'] },
  ],
  [
    'lists in order',
    { c: 'passed', a: 'passed', b: 'passed' },
    {},
    { disappeared: ['a', 'b', 'c'] },
  ],
];

describe('compare', () => {
  it.each(table)('[D9] %s', (_, before, after, expected) => {
    expect(compare(runOf(before), runOf(after))).toEqual({
      newFailures: [],
      fixed: [],
      stillFailing: [],
      disappeared: [],
      newlySkipped: [],
      ...expected,
    });
  });
});

describe('withIds', () => {
  const idsOf = (...names: string[]) =>
    withIds(
      't',
      names.map((name) => ({ name, outcome: 'passed' })),
    ).map(({ id }) => id);

  it('tells namesakes apart by their order', () => {
    expect(idsOf('a', 'b', 'a', 'a')).toEqual(['t::a', 't::b', 't::a#2', 't::a#3']);
  });

  it('never gives one id twice, whatever tests are called', () => {
    expect(new Set(idsOf('a', 'a', 'a#2', 'a', 'a#2', 'a#3')).size).toBe(6);
  });

  it('keeps long names apart and within bounds', () => {
    const [one, other] = idsOf(`${'x'.repeat(3_000)}1`, `${'x'.repeat(3_000)}2`);

    expect(one).not.toBe(other);
    expect(one?.length).toBeLessThanOrEqual(2_000);
  });
});
