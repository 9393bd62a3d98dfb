import {
  type DataModelFromSchemaDefinition,
  type DocumentByName,
  defineSchema,
  defineTable,
  type PaginationOptions,
  type PaginationResult,
} from 'convex/server';
import { v } from 'convex/values';
import { convexTest } from 'convex-test';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { indexStore } from '../../approval-app/embedded/index-store.ts';
import { databaseOf } from '../../approval-app/embedded/store-database.ts';

/** The demo store with its indexes against the same store without them, on whatever transactions come. */
const schema = defineSchema({
  items: defineTable({ group: v.string(), at: v.optional(v.number()), name: v.string() })
    .index('by_group', ['group', 'at'])
    .searchIndex('by_name', { searchField: 'name', filterFields: ['group', 'at'] }),
  others: defineTable({ group: v.string() }).index('by_group', ['group']),
});

const modules = { './_generated/api.js': async () => ({}) };

const group = fc.constantFrom('a', 'b', 'c');
/** Words of a name, and what is searched for: whole words, beginnings, ends, nothing. */
const name = fc.constantFrom('Round up', 'round DOWN the page', 'a page', 'up');
const sought = fc.constantFrom('up', 'round page', 'RO', 'own', 'page nothing');
const place = fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined });

const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('insert' as const), group, at: place, name }),
    fc.record({ do: fc.constant('move' as const), nth: fc.nat(20), group, at: place }),
    fc.record({ do: fc.constant('delete' as const), nth: fc.nat(20) }),
    fc.record({
      do: fc.constant('range' as const),
      group,
      from: fc.nat(6),
      to: fc.nat(6),
      order: fc.constantFrom('asc' as const, 'desc' as const),
      take: fc.integer({ min: 1, max: 9 }),
    }),
    fc.record({ do: fc.constant('search' as const), group, at: place, sought }),
    fc.record({ do: fc.constant('fail' as const) }),
  ),
  { minLength: 1, maxLength: 8 },
);

type Steps = typeof steps extends fc.Arbitrary<infer Value> ? Value : never;

async function newStore(indexed: boolean) {
  const store = convexTest({ schema, modules, transactionLimits: true });
  if (indexed)
    indexStore(await databaseOf(async () => await store.run(async () => null)), {
      items: { by_group: ['group', 'at'] },
      others: { by_group: ['group'] },
    });
  return store;
}
type Store = Awaited<ReturnType<typeof newStore>>;

type Item = DocumentByName<DataModelFromSchemaDefinition<typeof schema>, 'items'>;
type Database = Parameters<Parameters<Store['run']>[0]>[0]['db'];
type Step = Steps[number];

interface Sought {
  readonly group: string;
  readonly at: number | undefined;
  readonly sought: string;
}

async function change({ db }: { db: Database }, step: Step): Promise<unknown> {
  const all = await db.query('items').collect();
  const some = 'nth' in step ? all[step.nth % Math.max(1, all.length)] : undefined;
  switch (step.do) {
    case 'insert':
      return await db.insert('items', { group: step.group, ...optional(step.at), name: step.name });
    case 'move':
      return some && (await db.patch(some._id, { group: step.group, at: step.at }));
    case 'delete':
      return some && (await db.delete(some._id));
    case 'range':
      return await rangeOf(db, step);
    case 'search':
      return (await found(db, step).collect()).map(({ _id }) => _id);
    case 'fail':
      throw new Error('rolled back');
  }
}

function optional(at: number | undefined) {
  return at === undefined ? {} : { at };
}

async function rangeOf(db: Database, step: Extract<Step, { do: 'range' }>): Promise<unknown[]> {
  const rows = await db
    .query('items')
    .withIndex('by_group', (q) => q.eq('group', step.group).gte('at', step.from).lt('at', step.to))
    .order(step.order)
    .take(step.take);
  return rows.map(({ _id, group: of, at }) => [_id, of, at ?? 'none']);
}

function found(db: Database, { group: of, at, sought: words }: Sought) {
  return db.query('items').withSearchIndex('by_name', (q) => {
    const all = q.search('name', words).eq('group', of);
    return at === undefined ? all : all.eq('at', at);
  });
}

/** What a transaction is told, step by step. */
async function told(store: Store, transaction: Steps): Promise<unknown[]> {
  const answers: unknown[] = [];
  await store
    .run(async ({ db }) => {
      for (const step of transaction) answers.push(await change({ db }, step));
    })
    .catch((error: unknown) => answers.push(String(error)));
  return answers;
}

type Page = (db: Database, options: PaginationOptions) => Promise<PaginationResult<Item>>;

/** All of a group, backwards. */
const grouped =
  (of: string): Page =>
  async (db, options) =>
    await db
      .query('items')
      .withIndex('by_group', (q) => q.eq('group', of))
      .order('desc')
      .paginate(options);

/** What is found in a group. */
const searched =
  (of: string): Page =>
  async (db, options) =>
    await found(db, { group: of, at: undefined, sought: 'page up' }).paginate(options);

/** A list, a page at a time. */
async function pages(store: Store, page: Page, numItems: number): Promise<unknown[]> {
  const told: unknown[] = [];
  for (let cursor: string | null = null, done = false; !done; ) {
    const options = { cursor, numItems };
    const next: PaginationResult<Item> = await store.run(async ({ db }) => await page(db, options));
    told.push([next.page.map(({ _id }) => _id), next.isDone]);
    [cursor, done] = [next.continueCursor, next.isDone];
  }
  return told;
}

it('the demo store answers with its indexes as it does without them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(steps, { minLength: 3, maxLength: 12 }),
      fc.integer({ min: 1, max: 5 }),
      async (transactions, size) => {
        const [plain, indexed] = await Promise.all([newStore(false), newStore(true)]);
        for (const transaction of transactions)
          expect(await told(indexed, transaction)).toEqual(await told(plain, transaction));
        for (const of of ['a', 'b', 'c'])
          for (const page of [grouped(of), searched(of)])
            expect(await pages(indexed, page, size)).toEqual(await pages(plain, page, size));
      },
    ),
    { numRuns: 60 },
  );
});

it('a question that no index answers gets the error that it always got', async () => {
  const store = await newStore(true);

  await expect(
    store.run(
      async ({ db }) =>
        await db
          .query('items')
          // @ts-expect-error: the first field of the index is another one
          .withIndex('by_group', (q) => q.eq('at', 1))
          .take(1),
    ),
  ).rejects.toThrow('Incorrect field used in `withIndex`');
});

it('a range is read without walking through the rest of a table', async () => {
  const store = await newStore(false);
  const database = await databaseOf(async () => await store.run(async () => null));
  indexStore(database, { items: { by_group: ['group', 'at'] } });
  await store.run(async ({ db }) => {
    for (let at = 0; at < 2_000; at += 1) await db.insert('items', { group: 'a', at, name: 'n' });
  });
  const looked: string[] = [];
  const watched = new Proxy(database._documents, {
    get: (target, id) => {
      looked.push(String(id));
      return Reflect.get(target, id);
    },
    ownKeys: (target) => {
      looked.push('all of them');
      return Reflect.ownKeys(target);
    },
  });
  Reflect.set(database, '_documents', watched);

  const last = await store.run(
    async ({ db }) =>
      await db
        .query('items')
        .withIndex('by_group', (q) => q.eq('group', 'a'))
        .order('desc')
        .first(),
  );

  expect(last?.at).toBe(1_999);
  expect(looked).not.toContain('all of them');
  expect(looked.length).toBeLessThan(5);
});

it('a search looks no further than its page goes', async () => {
  const store = await newStore(false);
  const database = await databaseOf(async () => await store.run(async () => null));
  indexStore(database, { items: { by_group: ['group', 'at'] } });
  await store.run(async ({ db }) => {
    for (let at = 0; at < 2_000; at += 1)
      await db.insert('items', { group: 'a', at, name: 'Round up' });
  });
  const asked = { group: 'a', at: undefined, sought: 'up' };
  const lookedAt = database._resolveQuerySource.bind(database);
  const sizes: number[] = [];
  database._resolveQuerySource = (query) => {
    const source = lookedAt(query);
    sizes.push(source.sortedDocs.length);
    return source;
  };

  const first = await store.run(
    async ({ db }) => await found(db, asked).paginate({ cursor: null, numItems: 30 }),
  );

  expect(first.page).toHaveLength(30);
  expect(first.isDone).toBe(false);
  expect(sizes).toEqual([31]);
});
