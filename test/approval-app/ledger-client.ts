import { ConvexHttpClient } from 'convex/browser';
import { makeFunctionReference } from 'convex/server';
import type { LedgerHouse } from './ledger-house.ts';

/** Calls the ledger with a token and nothing in between. */
export function ledgerClient(house: LedgerHouse, token: string | undefined) {
  const client = new ConvexHttpClient(house.host.url, {
    logger: false,
    ...(token === undefined ? {} : { auth: token }),
  });
  return {
    query: async (name: string, args: Record<string, unknown>): Promise<unknown> =>
      await client.query(makeFunctionReference<'query'>(name), args),
    mutation: async (name: string, args: Record<string, unknown>): Promise<unknown> =>
      await client.mutation(makeFunctionReference<'mutation'>(name), args, { skipQueue: true }),
  };
}
