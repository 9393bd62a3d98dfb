import type { Started } from '../contract/decision.ts';
import { GitHubRefusal } from './github/github-api.ts';
import type { Workflows } from './github/workflows.ts';
import type { ServerLedger } from './server-ledger.ts';

/**
 * Starts the publish workflow by its run id, nothing more: the job reads the decision from the
 * ledger itself. Which workflow that is, at which branch, stands in the ledger too. Once started it
 * is not started again for the same run by this process; a job too many would only find the
 * decision used.
 */
export function createDispatcher(workflows: Workflows, serverLedger: ServerLedger) {
  const begun = new Map<string, Promise<Started>>();
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
      const started = begun.get(runId) ?? send(runId);
      begun.set(runId, started);
      const outcome = await started;
      if (outcome.status === 'failed') begun.delete(runId);
      return outcome;
    },
  };
}
export type Dispatcher = ReturnType<typeof createDispatcher>;

function failed(because: string): Started {
  return { status: 'failed', because };
}
