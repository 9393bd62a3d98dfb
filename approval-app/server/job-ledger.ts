import { ConvexHttpClient } from 'convex/browser';
import { makeFunctionReference } from 'convex/server';
import { ConvexError } from 'convex/values';
import { z } from 'zod';
import { boundedFetch } from './bounded-fetch.ts';
import { Target } from './server-ledger.ts';

const Approvers = z.strictObject({
  workspaceId: z.string(),
  repository: Target.nullable(),
  approvers: z.array(z.strictObject({ actorId: z.string(), handles: z.array(z.string()) })),
});
/** What the ledger says of a token that is nobody's, is no token, or ran out. */
const notAuthenticated = /NoAuthProvider|InvalidAuthHeader|Unauthenticated/;

export type FoundApprovers =
  | ({ readonly kind: 'found' } & z.infer<typeof Approvers>)
  | { readonly kind: 'refused'; readonly because: string };

/**
 * Who approved a run, asked under the token of a job: the ledger verifies it and knows what it may
 * ask about. Throws where the ledger does not answer.
 */
export async function approversOf(
  convexUrl: string,
  token: string,
  runId: string,
): Promise<FoundApprovers> {
  const client = new ConvexHttpClient(convexUrl, {
    auth: token,
    logger: false,
    fetch: boundedFetch,
  });
  const approvers = makeFunctionReference<'query'>('publications:approvers');
  try {
    return { kind: 'found', ...Approvers.parse(await client.query(approvers, { runId })) };
  } catch (error) {
    const refused = error instanceof ConvexError || notAuthenticated.test(String(error));
    if (!refused) throw error;
    return { kind: 'refused', because: 'The ledger does not take this token for this run.' };
  }
}
