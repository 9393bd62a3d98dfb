import { createSortedIndex, type SortedIndex, type Stored } from './sorted-index.ts';
import type { PageQuestion, QuerySource, StoreDatabase, StoreQuery } from './store-database.ts';
import { readQuestion } from './store-question.ts';
import { search } from './store-search.ts';

interface Table {
  readonly documents: Map<string, Stored>;
  readonly indexes: ReadonlyMap<
    string,
    { readonly fields: readonly string[]; readonly sorted: SortedIndex }
  >;
}

/** Of each table, its indexes by name. */
export type IndexedTables = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/**
 * Gives the demo store the indexes that its schema declares. The library answers every question by
 * walking through all documents of all tables; with 10,000 runs in them a page takes seconds, where
 * Convex reads a range of an index. What is neither a range of a declared index nor a search, and
 * every error, stays the library's own.
 */
export function indexStore(database: StoreDatabase, declared: IndexedTables): void {
  const tables = new Map(
    Object.entries(declared).map(([name, indexes]) => [name, newTable(indexes)]),
  );
  const original = {
    commit: database.commit.bind(database),
    paginate: database.paginate.bind(database),
    resolve: database._resolveQuerySource.bind(database),
    iterate: database._iterateDocs.bind(database),
  };
  let page: PageQuestion | undefined;

  database.commit = (timestamp) => {
    const [outermost, nested] = database._writes;
    const before = new Map(
      Object.keys(nested ? {} : (outermost ?? {})).map((id) => [id, database._documents[id]]),
    );
    original.commit(timestamp);
    for (const [id, old] of before) keep(tables, id, old, database._documents[id]);
  };
  database.paginate = (question) => {
    page = question;
    try {
      return original.paginate(question);
    } finally {
      page = undefined;
    }
  };
  database._resolveQuerySource = (query) =>
    answer(database, tables, query, page) ?? original.resolve(query);
  database._iterateDocs = (name, see) => {
    const table = tables.get(name);
    if (!table) return original.iterate(name, see);
    for (const document of documentsOf(database, name, table)) see(document);
  };
}

/** Of a table, as the open transaction has them: what it changed stands in its old place. */
function* documentsOf(database: StoreDatabase, name: string, table: Table): Generator<Stored> {
  const pending = pendingOf(database, name);
  for (const [id, document] of table.documents) {
    const now = pending.has(id) ? pending.get(id) : document;
    if (now) yield now;
    pending.delete(id);
  }
  for (const document of pending.values()) if (document) yield document;
}

function newTable(indexes: Readonly<Record<string, readonly string[]>>): Table {
  return {
    documents: new Map(),
    indexes: new Map(
      Object.entries(indexes).map(([name, declared]) => {
        const fields = [...declared, '_creationTime', '_id'];
        return [name, { fields, sorted: createSortedIndex(fields) }];
      }),
    ),
  };
}

function keep(
  tables: ReadonlyMap<string, Table>,
  id: string,
  old: Stored | undefined,
  now: Stored | undefined,
): void {
  const table = tables.get(tableOf(id));
  if (!table) return;
  for (const { sorted } of table.indexes.values()) {
    if (old) sorted.remove(old);
    if (now) sorted.add(now);
  }
  if (now) table.documents.set(id, now);
  else table.documents.delete(id);
}

/** Ids are a number and the name of their table. */
function tableOf(id: string): string {
  return id.replace(/^\d+/, '');
}

/** What the open transaction changed in a table; null is deleted. */
function pendingOf({ _writes }: StoreDatabase, name: string): Map<string, Stored | null> {
  return new Map(
    _writes.flatMap((writes) => Object.entries(writes).filter(([id]) => tableOf(id) === name)),
  );
}

/** Undefined where the library has to answer. */
function answer(
  database: StoreDatabase,
  tables: ReadonlyMap<string, Table>,
  query: StoreQuery,
  page: PageQuestion | undefined,
): QuerySource | undefined {
  const { type, indexName = '' } = query.source;
  const [tableName = '', name = ''] = indexName.split('.');
  const table = tables.get(tableName);
  if (type === 'Search')
    return table && search(documentsOf(database, tableName, table), query, page);
  const index = type === 'IndexRange' ? table?.indexes.get(name) : undefined;
  const question = index && readQuestion(query, index.fields, page);
  if (!index || !question) return undefined;

  const { range, backwards, limit, after, most } = question;
  const pending = pendingOf(database, tableName);
  const added = [...pending.values()]
    .filter((document) => document !== null)
    .filter((document) => index.sorted.holds(range, document));
  const found: Stored[] = [];
  for (const document of index.sorted.walk(range, backwards, after)) {
    if (found.length >= most) break;
    if (!pending.has(document._id)) found.push(document);
  }
  const sortedDocs = [...found, ...added];
  if (added.length > 0)
    sortedDocs.sort((left, right) => index.sorted.compare(left, right) * (backwards ? -1 : 1));
  return {
    sortedDocs,
    filterFn: () => true,
    limit,
    fieldPathsToSortBy: index.fields,
    order: backwards ? 'desc' : 'asc',
  };
}
