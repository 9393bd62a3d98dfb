import { readdir } from 'node:fs/promises';
import { type DefaultFunctionArgs, makeFunctionReference, type UserIdentity } from 'convex/server';
import { convexToJson, type JSONValue, jsonToConvex, type Value } from 'convex/values';
import { convexTest } from 'convex-test';
import schema from '../convex/schema.ts';
import { type IndexedTables, indexStore } from './index-store.ts';
import { databaseOf } from './store-database.ts';

const functionsFolder = new URL('../convex/', import.meta.url);

type FunctionKind = 'query' | 'mutation' | 'action';

export interface Call {
  readonly kind: FunctionKind;
  /** `module:function`. */
  readonly path: string;
  readonly args: DefaultFunctionArgs;
  readonly identity: Partial<UserIdentity> | undefined;
}

export interface ConvexLedger {
  /** Runs a public function; throws for one that is internal, of another kind, or not there. */
  run(call: Call): Promise<Value>;
  /** Runs an internal function. Not reachable from the wire. */
  runInternal(path: string, args: DefaultFunctionArgs): Promise<Value>;
  /** Rows of a table as lines of JSON, without what the store adds to them. */
  exportRows(table: string): string[];
  /** Adds rows that the schema allows, as `npx convex import` does. No function is asked. */
  importRows(table: string, rows: readonly string[]): Promise<void>;
  /** Called after everything that may have written; answers with how to stop that. */
  onChange(listener: () => void): () => void;
}

/** Our Convex functions over an in-memory store, with its transaction limits on. */
export async function openLedger(): Promise<ConvexLedger> {
  const modules = await functionModules();
  const store = convexTest({ schema, modules, transactionLimits: true });
  const database = await databaseOf(async () => await store.run(async () => null));
  indexStore(database, declaredIndexes());
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };

  return {
    run: async ({ kind, path, args, identity }) => {
      const found = await exportedFunction(modules, path);
      if (!found || Reflect.get(found, 'isPublic') !== true || kindOf(found) !== kind)
        throw new Error(`Could not find public function for '${path}'`);
      const caller = identity ? store.withIdentity(identity) : store;
      const answer = await runAs(caller, kind, path, args);
      if (kind !== 'query') changed();
      return answer;
    },
    runInternal: async (path, args) => {
      const found = await exportedFunction(modules, path);
      if (!found) throw new Error(`there is no function ${path}`);
      const answer = await runAs(store, kindOf(found), path, args);
      if (kindOf(found) !== 'query') changed();
      return answer;
    },
    exportRows: (table) => {
      const rows: string[] = [];
      database._iterateDocs(table, ({ _id, _creationTime, ...row }) => rows.push(lineOf(row)));
      return rows;
    },
    importRows: async (table, rows) => {
      await store.run(async () => {
        for (const row of rows) database.insert(table, jsonToConvex(JSON.parse(row)));
      });
      changed();
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function declaredIndexes(): IndexedTables {
  return Object.fromEntries(
    Object.entries(schema.tables).map(([name, table]) => [
      name,
      Object.fromEntries(
        table[' indexes']().map(({ indexDescriptor, fields }) => [indexDescriptor, fields]),
      ),
    ]),
  );
}

function lineOf(row: Readonly<Record<string, Value | undefined>>): string {
  const members = Object.entries(row).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, convexToJson(value)] as const],
  );
  return JSON.stringify(Object.fromEntries(members));
}

/** Decodes arguments as they come over the wire. */
export function argumentsOf(json: JSONValue): DefaultFunctionArgs {
  const decoded = jsonToConvex(json);
  if (decoded === null || typeof decoded !== 'object' || Array.isArray(decoded))
    throw new Error('arguments must be an object');
  return { ...decoded };
}

type Modules = Record<string, () => Promise<object>>;

async function functionModules(): Promise<Modules> {
  const files = (await readdir(functionsFolder)).filter((name) => /^[A-Za-z]+\.ts$/.test(name));
  // The library finds the root of the functions by the name of this generated file.
  const names = ['_generated/api.js', ...files];
  return Object.fromEntries(
    names.map((name) => [
      `./${name}`,
      async () => await import(new URL(name, functionsFolder).href),
    ]),
  );
}

async function exportedFunction(modules: Modules, path: string): Promise<object | undefined> {
  const [file, name] = path.split(':');
  const load = modules[`./${file}.ts`];
  if (!load || name === undefined) return undefined;
  const exported: unknown = Reflect.get(await load(), name);
  return typeof exported === 'function' ? exported : undefined;
}

function kindOf(exported: object): FunctionKind | undefined {
  if (Reflect.get(exported, 'isQuery') === true) return 'query';
  if (Reflect.get(exported, 'isMutation') === true) return 'mutation';
  return Reflect.get(exported, 'isAction') === true ? 'action' : undefined;
}

async function runAs(
  caller: Pick<ReturnType<typeof convexTest>, FunctionKind>,
  kind: FunctionKind | undefined,
  path: string,
  args: DefaultFunctionArgs,
): Promise<Value> {
  switch (kind) {
    case 'query':
      return await caller.query(makeFunctionReference<'query'>(path), args);
    case 'mutation':
      return await caller.mutation(makeFunctionReference<'mutation'>(path), args);
    case 'action':
      return await caller.action(makeFunctionReference<'action'>(path), args);
    case undefined:
      throw new Error(`${path} is not a function of the ledger`);
  }
}
