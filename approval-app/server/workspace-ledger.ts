import { ConvexHttpClient } from 'convex/browser';
import { makeFunctionReference } from 'convex/server';
import { ConvexError } from 'convex/values';
import { z } from 'zod';
import { SettingsView } from '../contract/settings-view.ts';
import { boundedFetch } from './bounded-fetch.ts';
import { isSessionEnded } from './session-ended.ts';

/** What became of a change that a person asked for. */
export type Changed =
  | { readonly status: 'done' }
  | { readonly status: 'refused'; readonly because: string };

type Arguments = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

const Refusal = z.looseObject({ message: z.string() });
const Sent = z.discriminatedUnion('status', [
  z.looseObject({ status: z.literal('queued') }),
  z.looseObject({ status: z.literal('refused'), because: z.string() }),
]);

/** A person's workspace in the ledger: every call under their own token, which also says whose it is. */
export function createWorkspaceLedger(convexUrl: string) {
  const clientFor = (token: string) =>
    new ConvexHttpClient(convexUrl, { auth: token, logger: false, fetch: boundedFetch });
  return {
    settings: async (token: string): Promise<SettingsView> =>
      SettingsView.parse(
        await clientFor(token).query(makeFunctionReference<'query'>('settings:view'), {}),
      ),
    /** A refusal of the ledger is an answer; no answer, or one about a session that ended, is an error. */
    change: async (token: string, name: WorkspaceChange, args: Arguments): Promise<Changed> => {
      try {
        await clientFor(token).mutation(makeFunctionReference<'mutation'>(name), { ...args });
        return { status: 'done' };
      } catch (error) {
        if (error instanceof ConvexError && !isSessionEnded(error))
          return { status: 'refused', because: Refusal.parse(error.data).message };
        throw error;
      }
    },
    control: async (token: string, args: Arguments): Promise<Changed> => {
      const reference = makeFunctionReference<'mutation'>('controls:send');
      const sent = Sent.parse(await clientFor(token).mutation(reference, { ...args }));
      return sent.status === 'queued'
        ? { status: 'done' }
        : { status: 'refused', because: sent.because };
    },
  };
}
export type WorkspaceLedger = ReturnType<typeof createWorkspaceLedger>;

export type WorkspaceChange =
  | 'workspaces:throwKillSwitch'
  | 'workspaces:liftKillSwitch'
  | 'workspaces:setSolo'
  | 'workspaces:setSafety'
  | 'repositories:enrol'
  | 'repositories:setActive';
