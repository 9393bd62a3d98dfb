import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageCount } from '../src/page-count.js';

test('a remainder needs a page of its own', () => {
  assert.equal(pageCount(5, 2), 3);
});

test('an exact multiple needs no extra page', () => {
  assert.equal(pageCount(4, 2), 2);
});

test('a size that is not a positive integer is refused', () => {
  assert.throws(() => pageCount(4, 0), RangeError);
});
