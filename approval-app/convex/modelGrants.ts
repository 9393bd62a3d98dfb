import { z } from 'zod';
import { RunId } from '../../action/domain/ids.ts';
import {
  admitRequest,
  GrantAccount,
  type GrantRefusal,
  GrantRequest,
  GrantWish,
  openAccount,
  settleRequest,
} from '../../action/domain/model-grant.ts';
import type { RunState } from '../../action/domain/run-state.ts';
import type { Doc } from './_generated/dataModel.js';
import type { MutationCtx, QueryCtx } from './_generated/server.js';
import { enrolledMutation, proposeMutation, serverMutation } from './builders.ts';
import { exact } from './exact.ts';
import { alreadyWritten, amend, findRun, write } from './rows.ts';

/**
 * What the agents of runs may spend on models, and did. A job opens a grant for a run of its
 * own; the model route takes from it, and nothing else ever does.
 */

const GrantId = z.string().regex(/^[0-9a-f]{32}$/, 'not the id of a grant');

/** While an agent can be at work. A grant of a run that went on from there, or ended, is dead. */
const working: readonly RunState[] = ['provisioning', 'running'];

export const open = proposeMutation({
  args: { id: GrantId, request: GrantRequest },
  handler: async (ctx, { id, request }): Promise<{ refused?: GrantRefusal }> => {
    const { id: runId, state } = ctx.runRow.record;
    if (request.runId !== runId) return { refused: notThisRun };
    if (!working.includes(state)) return { refused: runIsOver };
    const known = await find(ctx, id);
    const account = openAccount(request);
    if (!alreadyWritten(known?.account, exact<GrantAccount>(account), `grant ${id}`))
      await write(ctx, 'modelGrants', { grantId: id, runId, account });
    return {};
  },
});

/** True where there was such a grant of a run of this job's repository. */
export const revoke = enrolledMutation({
  args: { id: GrantId },
  handler: async (ctx, { id }): Promise<boolean> => {
    const row = await find(ctx, id);
    const run = row && (await findRun(ctx, row.runId));
    if (!row || run?.record.repositoryId !== ctx.job.repositoryId) return false;
    await save(ctx, row, { ...accountOf(row), revoked: true });
    return true;
  },
});

export const reserve = serverMutation({
  args: { id: GrantId, wish: GrantWish },
  handler: async (ctx, { id, wish }) => {
    const row = await find(ctx, id);
    if (!row) return { refused: unknown };
    const run = await findRun(ctx, row.runId);
    if (!run || !working.includes(run.record.state)) return { refused: runIsOver };
    const admitted = admitRequest(accountOf(row), wish, Date.now());
    if ('refused' in admitted) return { refused: admitted.refused };
    await save(ctx, row, admitted.account);
    const { number, outputTokens } = admitted;
    const { request } = admitted.account;
    return { runId: RunId.parse(row.runId), number, outputTokens, request };
  },
});

export const settle = serverMutation({
  args: {
    id: GrantId,
    holdId: z.string().min(1).max(100),
    paid: z.strictObject({ tokens: z.number().nonnegative(), costUsd: z.number().nonnegative() }),
  },
  handler: async (ctx, { id, holdId, paid }): Promise<boolean> => {
    const row = await find(ctx, id);
    if (!row) return false;
    await save(ctx, row, settleRequest(accountOf(row), holdId, paid));
    return true;
  },
});

async function find(ctx: QueryCtx, id: string): Promise<Doc<'modelGrants'> | null> {
  return await ctx.db
    .query('modelGrants')
    .withIndex('by_grant', (q) => q.eq('grantId', id))
    .unique();
}

async function save(
  ctx: MutationCtx,
  row: Doc<'modelGrants'>,
  account: GrantAccount,
): Promise<void> {
  await amend(ctx, 'modelGrants', row, { account: exact<Doc<'modelGrants'>['account']>(account) });
}

function accountOf(row: Doc<'modelGrants'>): GrantAccount {
  return GrantAccount.parse(row.account);
}

const unknown: GrantRefusal = {
  status: 401,
  code: 'grant_unknown',
  message: 'this is not a grant of this route',
};
const runIsOver: GrantRefusal = {
  status: 401,
  code: 'run_over',
  message: 'no agent of this run is at work: the grant ended with it',
};
const notThisRun: GrantRefusal = {
  status: 403,
  code: 'run_not_yours',
  message: 'the grant names another run',
};
