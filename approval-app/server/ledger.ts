import { ConvexHttpClient } from 'convex/browser';
import { makeFunctionReference } from 'convex/server';
import { z } from 'zod';
import type { DecisionAnswer } from '../../action/domain/merge-decision.ts';
import {
  type DecisionAction,
  DecisionOutcome,
  type DecisionRequest,
} from '../contract/decision.ts';
import { InboxCounts, InboxPage, type InboxQuery, InboxView } from '../contract/inbox.ts';
import { RunView } from '../contract/run-view.ts';
import { RuntimePage, type RuntimeQuery } from '../contract/runtime-page.ts';
import { boundedFetch } from './bounded-fetch.ts';
import { Target } from './server-ledger.ts';

/** A request's answer in the ledger's words. */
const answers = {
  approve: 'approved',
  reject: 'rejected',
  'request-changes': 'changes-requested',
} as const satisfies Record<DecisionAction, DecisionAnswer>;

const Admitted = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('admitted'),
    target: Target,
    prompt: z.string().optional(),
  }),
  z.strictObject({ status: z.literal('refused'), because: z.string() }),
]);
type Admitted = z.infer<typeof Admitted>;

/** The ledger as a person may use it: every call is made under that person's own token. */
export function createLedger(convexUrl: string) {
  const clientFor = (token: string) =>
    new ConvexHttpClient(convexUrl, { auth: token, logger: false, fetch: boundedFetch });
  const call = async (token: string, name: string, args: Record<string, unknown>) => {
    const answer: unknown = await clientFor(token).query(
      makeFunctionReference<'query'>(name),
      args,
    );
    return answer;
  };
  const change = async (token: string, name: string, args: Record<string, unknown>) => {
    const reference = makeFunctionReference<'mutation'>(name);
    const answer: unknown = await clientFor(token).mutation(reference, args);
    return answer;
  };
  return {
    /** Undefined for a run that is not there, or not for this person. */
    view: async (token: string, runId: string): Promise<RunView | undefined> => {
      return RunView.nullable().parse(await call(token, 'page:view', { runId })) ?? undefined;
    },
    runtimeEvents: async (token: string, query: RuntimeQuery): Promise<RuntimePage> =>
      RuntimePage.parse(await call(token, 'runs:runtimeEvents', query)),
    inbox: async (token: string, query: InboxQuery): Promise<InboxPage> =>
      InboxPage.parse(await call(token, 'inbox:list', searching(query))),
    inboxView: async (token: string, query: InboxQuery): Promise<InboxView> =>
      InboxView.parse(await call(token, 'inbox:view', searching(query))),
    inboxCounts: async (token: string): Promise<InboxCounts> =>
      InboxCounts.parse(await call(token, 'inbox:counts', {})),
    admitStart: async (token: string, asked: Record<string, string>): Promise<Admitted> =>
      Admitted.parse(await change(token, 'starts:admit', asked)),
    decide: async (token: string, request: z.output<typeof DecisionRequest>) => {
      const { action, rerun: _rerun, overrideReason, displayedPatchSha256, ...said } = request;
      const args = {
        ...said,
        answer: answers[action],
        ...(overrideReason === undefined ? {} : { overrideReason }),
        ...(displayedPatchSha256 === undefined ? {} : { displayedPatchSha256 }),
      };
      return DecisionOutcome.parse(await change(token, 'decisions:decide', args));
    },
  };
}

/** Nothing to look for is no search. */
function searching({ search, ...query }: InboxQuery): InboxQuery {
  return { ...query, ...(search ? { search } : {}) };
}

export type Ledger = ReturnType<typeof createLedger>;
