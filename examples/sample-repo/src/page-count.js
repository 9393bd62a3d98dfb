/** How many pages of `size` items it takes to show `total` items; at least one. */
export function pageCount(total, size) {
  if (!Number.isInteger(size) || size < 1) throw new RangeError('size must be a positive integer');
  return Math.floor(total / size) + 1;
}
