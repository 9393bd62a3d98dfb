import { z } from 'zod';
import { costOf, Pricing } from './model-tokens.ts';

/** What the trusted side asks for: one run, one provider's model, a limit, an end. */
export const GrantRequest = z.strictObject({
  runId: z.string().min(1).max(100),
  /** Which of the route's providers; a route with one provider needs no name. */
  provider: z.string().min(1).max(100).optional(),
  model: z.string().min(1).max(300),
  maxRequests: z.int().positive(),
  /** Input and output together, cached input included. */
  maxTokens: z.int().positive().optional(),
  maxCostUsd: z.number().positive(),
  /** Milliseconds since the epoch. */
  expiresAt: z.int().nonnegative(),
  /** US dollars per million tokens; without them the cost limit can not bite. */
  pricing: Pricing.optional(),
});
export type GrantRequest = z.infer<typeof GrantRequest>;

const Amount = z.strictObject({
  tokens: z.number().nonnegative(),
  costUsd: z.number().nonnegative(),
});
type Amount = z.infer<typeof Amount>;

/** What a request may cost at most, taken off the budget until its answer was paid for. */
export const GrantHold = Amount.extend({ id: z.string().min(1) });

/** A grant and what became of it. One that is lost half-way keeps its hold: closed, not free. */
export const GrantAccount = z.strictObject({
  request: GrantRequest,
  revoked: z.boolean(),
  requests: z.int().nonnegative(),
  spent: Amount,
  holds: z.array(GrantHold),
});
export type GrantAccount = z.infer<typeof GrantAccount>;

/** A model request before it is let through; counts are estimates, never below one. */
export const GrantWish = z.strictObject({
  holdId: z.string().min(1),
  model: z.string(),
  inputTokens: z.int().nonnegative(),
  /** What the client asked for, or what a model can answer at most. */
  outputTokens: z.int().positive(),
});
export type GrantWish = z.infer<typeof GrantWish>;

export const GrantRefusal = z.strictObject({
  /** HTTP status for the client. */
  status: z.int(),
  code: z.string(),
  message: z.string(),
});
export type GrantRefusal = z.infer<typeof GrantRefusal>;

/** Let through, with how much the answer may be at most. */
export type GrantAdmission =
  | {
      readonly account: GrantAccount;
      readonly number: number;
      readonly outputTokens: number;
    }
  | { readonly refused: GrantRefusal };

/** An agent needs one request at a time, and a few more while it summarises. */
const maxInFlight = 4;

export function openAccount(request: GrantRequest): GrantAccount {
  return { request, revoked: false, requests: 0, spent: { tokens: 0, costUsd: 0 }, holds: [] };
}

/**
 * Whether this request fits the grant now, and how long its answer may be. Pure: every ledger
 * applies it in one step, so that many at once can not overdraw what is left.
 */
export function admitRequest(account: GrantAccount, wish: GrantWish, now: number): GrantAdmission {
  const { request, holds } = account;
  const refused = standing(account, wish, now);
  if (refused) return { refused };
  const outputTokens = Math.min(wish.outputTokens, affordable(account, wish));
  if (!(outputTokens >= 1)) return { refused: overBudget(spentText(request)) };
  const hold = { id: wish.holdId, ...amountOf(request, wish.inputTokens, outputTokens) };
  return {
    account: { ...account, requests: account.requests + 1, holds: [...holds, hold] },
    number: account.requests,
    outputTokens,
  };
}

/** The answer is over: its hold goes, what it really took stays. Twice is once. */
export function settleRequest(account: GrantAccount, holdId: string, paid: Amount): GrantAccount {
  if (!account.holds.some(({ id }) => id === holdId)) return account;
  return {
    ...account,
    holds: account.holds.filter(({ id }) => id !== holdId),
    spent: sum([account.spent, paid]),
  };
}

function standing(
  { request, revoked, requests, holds }: GrantAccount,
  { model }: GrantWish,
  now: number,
): GrantRefusal | undefined {
  if (revoked) return refusal(401, 'grant_revoked', 'the grant was revoked: the run is over');
  if (!(now < request.expiresAt)) return refusal(401, 'grant_expired', 'the grant has expired');
  if (model !== request.model)
    return refusal(403, 'model_not_granted', `the grant is for the model "${request.model}" only`);
  if (requests >= request.maxRequests)
    return overBudget(`all ${request.maxRequests} model requests are used`);
  if (holds.length >= maxInFlight)
    return refusal(429, 'too_many_at_once', `at most ${maxInFlight} requests at a time`);
  return undefined;
}

/** How many output tokens the rest of the budget pays for, once the input is paid. */
function affordable(account: GrantAccount, { inputTokens }: GrantWish): number {
  const { request, spent, holds } = account;
  const used = sum([spent, ...holds]);
  const tokens = (request.maxTokens ?? Number.POSITIVE_INFINITY) - used.tokens - inputTokens;
  const left = request.maxCostUsd - used.costUsd - amountOf(request, inputTokens, 0).costUsd;
  if (left <= 0) return 0;
  const price = request.pricing?.output ?? 0;
  const paid = price > 0 ? Math.floor((left * 1_000_000) / price) : Number.POSITIVE_INFINITY;
  return Math.min(tokens, paid);
}

function amountOf({ pricing }: GrantRequest, input: number, output: number): Amount {
  const tokens = { input, output, cacheRead: 0, cacheWrite: 0 };
  return { tokens: input + output, costUsd: pricing ? costOf(tokens, pricing) : 0 };
}

function sum(amounts: readonly Amount[]): Amount {
  return {
    tokens: amounts.reduce((total, { tokens }) => total + tokens, 0),
    costUsd: amounts.reduce((total, { costUsd }) => total + costUsd, 0),
  };
}

function spentText({ maxCostUsd, maxTokens }: GrantRequest): string {
  const tokens = maxTokens === undefined ? '' : ` or ${maxTokens} tokens`;
  return `${maxCostUsd} USD${tokens} are spent or held`;
}

/** "out of budget" is what clients know not to try again. */
function overBudget(because: string): GrantRefusal {
  return refusal(402, 'budget_used_up', `the run is out of budget: ${because}`);
}

function refusal(status: number, code: string, message: string): GrantRefusal {
  return { status, code, message };
}
