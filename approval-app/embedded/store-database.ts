import { AsyncLocalStorage } from 'node:async_hooks';
import type { Value } from 'convex/values';
import type { Stored } from './sorted-index.ts';

/** A question to the store, as Convex's own client encodes it. */
export interface StoreQuery {
  readonly source: {
    readonly type: string;
    /** `table.index`. */
    readonly indexName?: string;
    readonly order?: 'asc' | 'desc' | null;
    readonly range?: readonly {
      readonly type: string;
      readonly fieldPath: string;
      readonly value: unknown;
    }[];
  };
  readonly operators: readonly object[];
}

/** Documents that a question is about, sorted, before its filters and its limit. */
export interface QuerySource {
  readonly sortedDocs: readonly Stored[];
  readonly filterFn: (document: Stored) => boolean;
  readonly limit: number | null;
  readonly fieldPathsToSortBy: readonly string[];
  readonly order: 'asc' | 'desc';
}

export interface PageQuestion {
  readonly query: StoreQuery;
  readonly cursor: string | null;
  readonly endCursor?: string | null;
  readonly pageSize: number;
  readonly maximumRowsRead?: number;
  readonly maximumBytesRead?: number;
}

type Writes = Record<string, Stored | null>;

/** The part of convex-test 0.0.60's database that is replaced by one with indexes. */
export interface StoreDatabase {
  readonly _documents: Record<string, Stored>;
  /** Of the open transaction and those inside it, outermost first. */
  readonly _writes: readonly Writes[];
  insert(table: string, row: Value): string;
  commit(timestamp: bigint | null): void;
  paginate(question: PageQuestion): unknown;
  _resolveQuerySource(query: StoreQuery): QuerySource;
  _iterateDocs(table: string, see: (document: Stored) => void): void;
}

/**
 * The library has no door to its database, so this looks at what it puts into the context of a
 * transaction. Its version is pinned; throws where another one looks different.
 */
export async function databaseOf(transact: () => Promise<unknown>): Promise<StoreDatabase> {
  const original = Reflect.get(AsyncLocalStorage.prototype, 'run');
  const contexts: unknown[] = [];
  Reflect.set(AsyncLocalStorage.prototype, 'run', function (this: unknown, ...args: unknown[]) {
    contexts.push(args[0]);
    return Reflect.apply(original, this, args);
  });
  try {
    await transact();
  } finally {
    Reflect.set(AsyncLocalStorage.prototype, 'run', original);
  }
  const found = contexts.map((context) => memberAt(context, ['components', '', 'db']));
  const database = found.find(isDatabase);
  if (!database) throw new Error('convex-test keeps its documents in another way than 0.0.60 did');
  return database;
}

function memberAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, name) => (typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined),
    value,
  );
}

function isDatabase(value: unknown): value is StoreDatabase {
  if (typeof value !== 'object' || value === null) return false;
  const used = ['insert', 'commit', 'paginate', '_resolveQuerySource', '_iterateDocs'];
  return (
    used.every((name) => typeof Reflect.get(value, name) === 'function') &&
    typeof Reflect.get(value, '_documents') === 'object' &&
    Array.isArray(Reflect.get(value, '_writes'))
  );
}
