import { z } from 'zod';
import type { RunControl } from '../../core/services/run-history.ts';
import { Failure } from '../../domain/failure.ts';
import { createClient, type Endpoint, type GitHubOptions } from './client.ts';
import { named, requireSameRepository } from './same-repository.ts';

const cancelRun: Endpoint = {
  route: 'POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel',
  doing: 'cancel the workflow run',
  needs: 'actions: write',
};

/** Stopping what runs. Needs `actions: write`. */
export function createGitHubRunControl(options: GitHubOptions): RunControl {
  const client = createClient(options);
  return {
    cancelWorkflowRun: async (repository, githubRunId) => {
      await requireSameRepository(client, repository);
      const runId = z.string().regex(/^\d+$/).parse(githubRunId);
      try {
        await client.call(cancelRun, { ...named(repository), run_id: runId }, z.unknown());
      } catch (error) {
        // It ended meanwhile, or somebody cancelled it before: either is what was asked for.
        if (error instanceof Failure && error.code === 'conflict') return;
        throw error;
      }
    },
  };
}
