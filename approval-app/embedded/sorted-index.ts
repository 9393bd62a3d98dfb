import { compareValues, type Value } from 'convex/values';

/** A document as the store holds it. */
export type Stored = { readonly [field: string]: Value | undefined } & {
  readonly _id: string;
};

export type Key = readonly (Value | undefined)[];

/** What is asked of an index: equal values of its first fields, and bounds of the one after them. */
export interface Range {
  readonly equal: Key;
  readonly lower?: { readonly value: Value | undefined; readonly open: boolean };
  readonly upper?: { readonly value: Value | undefined; readonly open: boolean };
}

interface Row {
  readonly key: Key;
  readonly document: Stored;
}

export interface SortedIndex {
  add(document: Stored): void;
  remove(document: Stored): void;
  /** Whether a document is in the range. */
  holds(range: Range, document: Stored): boolean;
  compare(left: Stored, right: Stored): number;
  /**
   * Documents of the range in the index's order, or backwards, as they are asked for: a list of
   * 100,000 is not walked for its first page. `after`: the key of the last one that is not wanted.
   */
  walk(range: Range, backwards: boolean, after?: Key): Iterable<Stored>;
}

/** Beyond one new row in so many, sorting all is less work than putting each in its place. */
const manyNew = 16;

/** An index over `fields`, the last of which tells documents apart. */
export function createSortedIndex(fields: readonly string[]): SortedIndex {
  const paths = fields.map((field) => field.split('.'));
  const keyOf = (document: Stored): Key => paths.map((path) => valueAt(document, path));
  let rows: Row[] = [];
  let fresh: Row[] = [];

  const settle = () => {
    if (fresh.length > rows.length / manyNew) rows = [...rows, ...fresh].sort(byKey);
    else
      for (const row of fresh) {
        const at = firstWhere(rows, (other) => byKey(other, row) > 0);
        rows.splice(at, 0, row);
      }
    fresh = [];
  };
  return {
    add: (document) => void fresh.push({ key: keyOf(document), document }),
    remove: (document) => {
      settle();
      const key = keyOf(document);
      const at = firstWhere(rows, (row) => compareKeys(row.key, key) >= 0);
      if (rows[at]?.document._id === document._id) rows.splice(at, 1);
    },
    holds: (range, document) => {
      const key = keyOf(document);
      return !isBefore(range, key) && !isAfter(range, key);
    },
    compare: (left, right) => compareKeys(keyOf(left), keyOf(right)),
    walk: function* (range, backwards, after) {
      settle();
      let first = firstWhere(rows, ({ key }) => !isBefore(range, key));
      let end = firstWhere(rows, ({ key }) => isAfter(range, key));
      if (after && !backwards)
        first = Math.max(
          first,
          firstWhere(rows, ({ key }) => compareKeys(key, after) > 0),
        );
      if (after && backwards)
        end = Math.min(
          end,
          firstWhere(rows, ({ key }) => compareKeys(key, after) >= 0),
        );
      for (let at = 0; at < end - first; at += 1) {
        const row = rows[backwards ? end - 1 - at : first + at];
        if (row) yield row.document;
      }
    },
  };
}

export function valueAt(document: Stored, path: readonly string[]): Value | undefined {
  let value: unknown = document;
  for (const name of path)
    value = value !== null && typeof value === 'object' ? Reflect.get(value, name) : undefined;
  return isValue(value) ? value : undefined;
}

/** Only values are ever stored. */
function isValue(value: unknown): value is Value {
  return value !== undefined;
}

function byKey(left: Row, right: Row): number {
  return compareKeys(left.key, right.key);
}

function compareKeys(left: Key, right: Key): number {
  for (let at = 0; at < right.length; at += 1) {
    const order = compareValues(left[at], right[at]);
    if (order !== 0) return order;
  }
  return 0;
}

function isBefore({ equal, lower }: Range, key: Key): boolean {
  const order = compareKeys(key, equal);
  if (order !== 0 || !lower) return order < 0;
  const bound = compareValues(key[equal.length], lower.value);
  return lower.open ? bound <= 0 : bound < 0;
}

function isAfter({ equal, upper }: Range, key: Key): boolean {
  const order = compareKeys(key, equal);
  if (order !== 0 || !upper) return order > 0;
  const bound = compareValues(key[equal.length], upper.value);
  return upper.open ? bound >= 0 : bound > 0;
}

/** Position of the first row for which it holds, in rows for which it holds from there on. */
function firstWhere(rows: readonly Row[], holds: (row: Row) => boolean): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = rows[middle];
    if (row && holds(row)) high = middle;
    else low = middle + 1;
  }
  return low;
}
