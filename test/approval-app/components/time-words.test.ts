import { expect, it } from 'vitest';
import { ago, lasted, remaining } from '../../../approval-app/components/text/time-words.ts';

it('times are said as people say them', () => {
  const now = Date.UTC(2026, 10, 27);
  const minutes = (count: number) => count * 60_000;
  expect(ago(now - 3_000, now)).toBe('just now');
  expect(ago(now - minutes(4), now)).toBe('4 min ago');
  expect(ago(now - minutes(60 * 50), now)).toBe('2 days ago');
  expect(remaining(now + minutes(60 * 23), now)).toBe('23 h');
  expect(remaining(now, now)).toBe('over');
  expect(lasted(192_000)).toBe('3 min 12 s');
  expect(lasted(239_800)).toBe('4 min 0 s');
  expect(lasted(59_700)).toBe('1 min 0 s');
  expect(lasted(minutes(60) - 1)).toBe('1 h 0 min');
});
