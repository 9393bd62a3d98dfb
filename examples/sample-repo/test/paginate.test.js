import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paginate } from '../src/paginate.js';

const letters = ['a', 'b', 'c', 'd'];

test('the first page has no previous page', () => {
  const first = paginate(letters, { page: 1, size: 2 });

  assert.deepEqual(first.items, ['a', 'b']);
  assert.equal(first.previous, null);
  assert.equal(first.next, 2);
});

test('the last full page has no next page', () => {
  const last = paginate(letters, { page: 2, size: 2 });

  assert.deepEqual(last.items, ['c', 'd']);
  assert.equal(last.next, null);
});

test('a short last page holds the rest', () => {
  assert.deepEqual(paginate(letters, { page: 2, size: 3 }).items, ['d']);
});
