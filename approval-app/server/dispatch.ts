import type { Started } from '../contract/decision.ts';
import { GitHubRefusal } from './github/github-api.ts';
import type { Workflows } from './github/workflows.ts';
import type { ServerLedger } from './server-ledger.ts';

/** Answers that come together start one job; whoever asks later says that it did not get there. */
const togetherMs = 60_000;

/**
 * Starts the publish workflow by its run id, nothing more: the job reads the decision from the
 * ledger itself. Which workflow that is, at which branch, stands in the ledger too. For a minute it
 * is not started again for the same run by this process; a job too many would only find the
 * decision used.
 */
export function createDispatcher(
  workflows: Pick<Workflows, 'dispatch'>,
  serverLedger: Pick<ServerLedger, 'target' | 'recordDispatch'>,
  now: () => number = Date.now,
) {
  const begun = new Map<string, { readonly at: number; readonly started: Promise<Started> }>();
  const send = async (runId: string): Promise<Started> => {
    try {
      const target = await serverLedger.target(runId, 'publish');
      if (!target) return failed('its repository is not enrolled, or was shut out');
      const run = await workflows.dispatch(target, { 'run-id': runId });
      if (!run) return { status: 'started' };
      await serverLedger.recordDispatch({ runId, ...run });
      return { status: 'started', ...run };
    } catch (error) {
      if (error instanceof GitHubRefusal) return failed(error.message);
      throw error;
    }
  };
  return {
    publish: async (runId: string): Promise<Started> => {
      for (const [id, { at }] of begun) if (now() - at >= togetherMs) begun.delete(id);
      const { at, started } = begun.get(runId) ?? { at: now(), started: send(runId) };
      begun.set(runId, { at, started });
      let isStarted = false;
      try {
        const outcome = await started;
        isStarted = outcome.status === 'started';
        return outcome;
      } finally {
        if (!isStarted) begun.delete(runId);
      }
    },
  };
}
export type Dispatcher = ReturnType<typeof createDispatcher>;

function failed(because: string): Started {
  return { status: 'failed', because };
}
