import { ConvexHttpClient } from 'convex/browser';
import { makeFunctionReference } from 'convex/server';
import { ConvexError } from 'convex/values';
import { z } from 'zod';
import { GrantRefusal, GrantRequest, type GrantWish } from '../../../action/domain/model-grant.ts';
import type { GrantLedger, GrantOpening, Reserved } from './grant-ledger.ts';

const open = makeFunctionReference<
  'mutation',
  { runId: string; id: string; request: GrantRequest },
  unknown
>('modelGrants:open');
const revoke = makeFunctionReference<'mutation', { id: string }, unknown>('modelGrants:revoke');
const reserve = makeFunctionReference<'mutation', { id: string; wish: GrantWish }, unknown>(
  'modelGrants:reserve',
);
const settle = makeFunctionReference<
  'mutation',
  { id: string; holdId: string; paid: { tokens: number; costUsd: number } },
  unknown
>('modelGrants:settle');

const Opened = z.object({ refused: GrantRefusal.optional() });
const Answered = z.union([
  z.object({ refused: GrantRefusal }),
  z.object({
    runId: z.string(),
    number: z.int(),
    outputTokens: z.int(),
    request: GrantRequest,
  }),
]);

export interface ConvexGrants {
  readonly url: string;
  /** The app's own token toward the ledger. */
  readonly serverToken: () => Promise<string>;
}

/** Spending of grants, kept where every instance of the app sees it. */
export function createConvexGrants({ url, serverToken }: ConvexGrants): GrantLedger {
  const client = async () => clientFor(url, await serverToken());
  return {
    async reserve(id, wish): Promise<Reserved> {
      return Answered.parse(await (await client()).mutation(reserve, { id, wish }));
    },
    async settle(id, holdId, paid) {
      await (await client()).mutation(settle, { id, holdId, paid });
    },
  };
}

/**
 * Who may make grants is the ledger's to say: it gets the job's own OIDC token, and answers
 * only for a run that this job started and that is still going on.
 */
export function byJobToken(url: string): (bearer: string) => Promise<GrantOpening | undefined> {
  return async (bearer) => {
    // Three parts are a token; anything else would only make the ledger say the same.
    if (bearer.split('.').length !== 3) return undefined;
    const client = clientFor(url, bearer);
    return {
      open: async (id, request) => {
        const args = { runId: request.runId, id, request };
        const answer = await unlessRefused(() => client.mutation(open, args), {
          refused: notYours,
        });
        const { refused } = Opened.parse(answer);
        return refused === undefined ? {} : { refused };
      },
      // Who may not know of a grant hears the same as of one that is not there.
      revoke: async (id) => {
        const revoked = await unlessRefused(() => client.mutation(revoke, { id }), false);
        return z.boolean().parse(revoked);
      },
    };
  };
}

const notYours: GrantRefusal = {
  status: 403,
  code: 'run_not_yours',
  message: 'the ledger knows no such run of this job',
};

/** What the ledger refuses is an answer; anything else that goes wrong is not. */
async function unlessRefused(act: () => Promise<unknown>, refused: unknown): Promise<unknown> {
  try {
    return await act();
  } catch (error) {
    if (isRefusal(error)) return refused;
    throw error;
  }
}

/** A function that threw its own error, or a token that the ledger did not take. */
function isRefusal(error: unknown): boolean {
  if (error instanceof ConvexError) return true;
  return error instanceof Error && /"code":"(NoAuthProvider|InvalidAuthHeader)/.test(error.message);
}

function clientFor(url: string, token: string): ConvexHttpClient {
  return new ConvexHttpClient(url, { auth: token, logger: false });
}
