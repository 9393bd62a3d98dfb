import { RunId } from '../../../action/domain/ids.ts';
import type { AppServices } from '../app-services.ts';
import { attestPublication } from '../attest-publication.ts';
import { GitHubRefusal } from '../github/github-api.ts';
import { forPeople, type Handler, json, problem } from './handler.ts';

/**
 * `POST /api/runs/:id/progress`: reads back from GitHub how far the publish workflow is, for whoever
 * watches it where no webhook arrives. Answers the dispatch as it stands now, or null.
 */
export function createProgressApi(services: AppServices): { readonly refresh: Handler } {
  const { ledger, serverLedger, workflows } = services;
  return {
    refresh: forPeople(async (_request, { session, params }) => {
      const runId = RunId.safeParse(params['id']);
      const view = runId.success && (await ledger.view(session.accessToken, runId.data));
      if (!view) return problem(404, 'not-found', 'There is no such run in your workspace.');
      const [newest] = view.dispatches;
      if (!newest) return json(null);
      const target = await serverLedger.target(view.run.id, 'publish');
      if (newest.status === 'completed' || !target) return json(newest);
      try {
        const state = await workflows.state(target, newest.workflowRunId);
        await serverLedger.updateDispatch({ workflowRunId: newest.workflowRunId, ...state });
        if (state.status === 'completed') await attestPublication(view.run.id, services);
        return json({ ...newest, ...state });
      } catch (error) {
        // GitHub's silence changes nothing about what is known already.
        if (error instanceof GitHubRefusal) return json(newest);
        throw error;
      }
    }),
  };
}
