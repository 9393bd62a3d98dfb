import { jsonToConvex, type Value } from 'convex/values';
import { z } from 'zod';
import type { Key, Range } from './sorted-index.ts';
import type { PageQuestion, StoreQuery } from './store-database.ts';

/** A question that an index can answer by itself. */
interface Question {
  readonly range: Range;
  readonly backwards: boolean;
  /** Null: without one. */
  readonly limit: number | null;
  /** Key of the last document that is not wanted. */
  readonly after?: Key;
  /** No more than this is looked at. */
  readonly most: number;
}

/** Reads a question to an index over `fields`; undefined for what the library has to answer. */
export function readQuestion(
  { source, operators }: StoreQuery,
  fields: readonly string[],
  page: PageQuestion | undefined,
): Question | undefined {
  const range = rangeOf(source.range ?? [], fields);
  const limit = limitOf(operators);
  const window = windowOf(page);
  if (!range || limit === undefined || !window) return undefined;
  const most = Math.min(limit ?? Number.POSITIVE_INFINITY, window.most);
  return { ...window, range, limit, most, backwards: source.order === 'desc' };
}

/** Undefined where it is no well-formed range of these fields: the library then says what is wrong. */
function rangeOf(
  asked: NonNullable<StoreQuery['source']['range']>,
  fields: readonly string[],
): Range | undefined {
  const equal: (Value | undefined)[] = [];
  let range: Range = { equal };
  for (const { type, fieldPath, value: encoded } of asked) {
    const bounded = range.lower !== undefined || range.upper !== undefined;
    if (fieldPath !== fields[equal.length]) return undefined;
    const value = decoded(encoded);
    if (type === 'Eq' && !bounded) equal.push(value);
    else if (/^Gte?$/.test(type) && !range.lower)
      range = { ...range, lower: { value, open: type === 'Gt' } };
    else if (/^Lte?$/.test(type) && !range.upper)
      range = { ...range, upper: { value, open: type === 'Lt' } };
    else return undefined;
  }
  return range;
}

const Undefined = z.strictObject({ $undefined: z.unknown() });

/** A value of a question, as Convex's client sends it. */
export function decoded(encoded: unknown): Value | undefined {
  return Undefined.safeParse(encoded).success ? undefined : jsonToConvex(z.json().parse(encoded));
}

/** Null: without one. Undefined where there are filters, which choose before the limit counts. */
function limitOf(operators: readonly object[]): number | null | undefined {
  let limit: number | null = null;
  for (const operator of operators) {
    const value: unknown = Reflect.get(operator, 'limit');
    if (typeof value !== 'number') return undefined;
    limit ??= value;
  }
  return limit;
}

/** From where on, and how many at most; undefined for a page that is asked for in a rarer way. */
function windowOf(
  page: PageQuestion | undefined,
): { readonly after?: Key; readonly most: number } | undefined {
  if (!page) return { most: Number.POSITIVE_INFINITY };
  const { cursor, endCursor, pageSize, maximumRowsRead, maximumBytesRead } = page;
  if (endCursor || maximumRowsRead || maximumBytesRead) return undefined;
  // One more than the page tells whether there is another.
  const most = pageSize + 1;
  if (cursor === null) return { most };
  if (cursor === '_end_cursor') return { most: 0 };
  return { most, after: keyOfCursor(cursor) };
}

const Cursor = z.array(z.string().nullable());

function keyOfCursor(cursor: string): Key {
  return Cursor.parse(JSON.parse(cursor)).map((member) =>
    member === null ? undefined : jsonToConvex(z.json().parse(JSON.parse(member))),
  );
}
