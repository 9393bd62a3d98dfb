import { compareValues } from 'convex/values';
import { z } from 'zod';
import { type Stored, valueAt } from './sorted-index.ts';
import type { PageQuestion, QuerySource, StoreQuery } from './store-database.ts';
import { decoded } from './store-question.ts';

const Filter = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Search'), fieldPath: z.string(), value: z.string() }),
  z.object({ type: z.literal('Eq'), fieldPath: z.string(), value: z.json() }),
]);
const Filters = z.array(Filter);

/** Of a text, its words: a document is never changed, another one takes its place. */
const wordsOf = new WeakMap<Stored, Map<string, readonly string[]>>();

/**
 * Answers a search as the library does, a word of the text begins with a word that was asked for, and
 * no further than its first page goes. Undefined where the library has to answer.
 */
export function search(
  documents: Iterable<Stored>,
  { source, operators }: StoreQuery,
  page: PageQuestion | undefined,
): QuerySource | undefined {
  const filters = Filters.safeParse(Reflect.get(source, 'filters')).data;
  if (!filters || operators.length > 0) return undefined;
  const fits = matcher(filters);
  const isFirst = page?.cursor === null && !page.endCursor;
  // One more than the page tells whether there is another.
  const most = page && isFirst ? page.pageSize + 1 : Number.POSITIVE_INFINITY;
  const sortedDocs: Stored[] = [];
  for (const document of documents) {
    if (sortedDocs.length >= most) break;
    if (fits(document)) sortedDocs.push(document);
  }
  const unordered = { fieldPathsToSortBy: [], order: 'asc' } as const;
  return { sortedDocs, filterFn: () => true, limit: null, ...unordered };
}

/** What is equal is looked at first: it costs least. */
function matcher(filters: z.infer<typeof Filters>): (document: Stored) => boolean {
  const equal = filters.flatMap((filter) =>
    filter.type === 'Eq' ? [{ field: filter.fieldPath, value: decoded(filter.value) }] : [],
  );
  const asked = filters.flatMap((filter) =>
    filter.type === 'Search'
      ? [{ field: filter.fieldPath, terms: wordsIn(filter.value).filter((term) => term !== '') }]
      : [],
  );
  return (document) =>
    equal.every(
      ({ field, value }) => compareValues(valueAt(document, field.split('.')), value) === 0,
    ) &&
    asked.every(({ field, terms }) => {
      const words = wordsAt(document, field);
      return terms.some((term) => words.some((word) => word.startsWith(term)));
    });
}

function wordsAt(document: Stored, field: string): readonly string[] {
  const kept = wordsOf.get(document) ?? new Map<string, readonly string[]>();
  wordsOf.set(document, kept);
  const words = kept.get(field) ?? wordsIn(String(valueAt(document, field.split('.'))));
  kept.set(field, words);
  return words;
}

function wordsIn(text: string): string[] {
  return text.toLowerCase().split(/\s+/);
}
