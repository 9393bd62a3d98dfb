import { ConvexHttpClient } from 'convex/browser';
import { makeFunctionReference } from 'convex/server';
import { z } from 'zod';
import type { DecisionAnswer } from '../../action/domain/merge-decision.ts';
import { MergeDecision } from '../../action/domain/merge-decision.ts';
import { RunView } from './run-view.ts';

const Outcome = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('recorded'), decision: MergeDecision }),
  z.strictObject({ status: z.literal('refused'), because: z.string() }),
]);
export type Outcome = z.infer<typeof Outcome>;

export interface Answer {
  readonly runId: string;
  readonly subjectSha256: string;
  readonly answer: DecisionAnswer;
  readonly comment: string;
  readonly overrideReason?: string | undefined;
}

/** The ledger as a person may use it: every call is made under that person's own token. */
export function createLedger(convexUrl: string) {
  const clientFor = (token: string) =>
    new ConvexHttpClient(convexUrl, { auth: token, logger: false, fetch: boundedFetch });
  return {
    /** Undefined for a run that is not there, or not for this person. */
    view: async (token: string, runId: string): Promise<RunView | undefined> => {
      const reference = makeFunctionReference<'query'>('page:view');
      const answer: unknown = await clientFor(token).query(reference, { runId });
      return RunView.nullable().parse(answer) ?? undefined;
    },
    decide: async (token: string, said: Answer): Promise<Outcome> => {
      const reference = makeFunctionReference<'mutation'>('decisions:decide');
      const { overrideReason, ...rest } = said;
      const args = overrideReason === undefined ? rest : { ...rest, overrideReason };
      return Outcome.parse(await clientFor(token).mutation(reference, args));
    },
  };
}
export type Ledger = ReturnType<typeof createLedger>;

const boundedFetch: typeof fetch = async (input, init) =>
  await fetch(input, { ...init, signal: AbortSignal.timeout(15_000) });
