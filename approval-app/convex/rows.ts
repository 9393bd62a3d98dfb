import type { WithoutSystemFields } from 'convex/server';
import { convexToJson, type Value } from 'convex/values';
import { canonicalJson } from '../../action/domain/canonical-json.ts';
import type { Doc, Id, TableNames } from './_generated/dataModel.js';
import type { MutationCtx, QueryCtx } from './_generated/server.js';
import { exact, type Loose } from './exact.ts';
import { checkLimits } from './limits.ts';
import { refusal } from './refusal.ts';

export type RunRow = Doc<'workflowRuns'>;

/** The only way into a table: nothing oversized or malformed passes. */
export async function write<Table extends TableNames>(
  ctx: MutationCtx,
  table: Table,
  document: Loose<WithoutSystemFields<Doc<Table>>>,
): Promise<void> {
  const checked = exact<WithoutSystemFields<Doc<Table>>>(document);
  checkLimits(checked, table);
  await ctx.db.insert(table, checked);
}

/** What to set; a member that is `undefined` is taken away. */
type Change<Row> = {
  [Name in keyof Row]?: undefined extends Row[Name] ? Row[Name] | undefined : Row[Name];
};

/** The only way to change a row: what it becomes has to fit as well. */
export async function amend<Table extends TableNames>(
  ctx: MutationCtx,
  table: Table,
  row: { readonly _id: Id<Table> },
  change: Change<Doc<Table>>,
): Promise<void> {
  const { _id, ...before } = row;
  const after = Object.entries({ ...before, ...change }).filter(
    ([name, member]) => name !== '_creationTime' && member !== undefined,
  );
  checkLimits(Object.fromEntries(after), table);
  await ctx.db.patch(_id, change);
}

export function sameValue(left: Value, right: Value): boolean {
  return canonicalJson(convexToJson(left)) === canonicalJson(convexToJson(right));
}

/**
 * Writes a record once. The same record again is no change; another under the same name is
 * a conflict, because what is in the ledger stays as it was written.
 */
export function alreadyWritten(
  existing: Value | undefined,
  incoming: Value,
  what: string,
): boolean {
  if (existing === undefined) return false;
  if (sameValue(existing, incoming)) return true;
  throw refusal('conflict', `${what} is in the ledger already, with other content`);
}

export async function findRun(ctx: QueryCtx, runId: string): Promise<RunRow | null> {
  return await ctx.db
    .query('workflowRuns')
    .withIndex('by_run', (q) => q.eq('record.id', runId))
    .unique();
}

export async function repositoryRow(
  ctx: QueryCtx,
  repositoryId: string,
): Promise<Doc<'repositories'> | null> {
  return await ctx.db
    .query('repositories')
    .withIndex('by_repository', (q) => q.eq('repositoryId', repositoryId))
    .unique();
}
