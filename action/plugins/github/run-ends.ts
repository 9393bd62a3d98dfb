import { z } from 'zod';
import type { RunEnds } from '../../core/services/decision-source.ts';
import { createClient, type Endpoint, type GitHubOptions } from './client.ts';
import { named } from './same-repository.ts';

const ChecksAnswer = z
  .object({
    check_runs: z.array(
      z.object({
        name: z.string(),
        external_id: z.string().nullish(),
        status: z.string(),
        conclusion: z.string().nullish(),
      }),
    ),
  })
  .transform(({ check_runs }) => check_runs);

const listChecks: Endpoint = {
  route: 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
  doing: 'see whether the run has ended already',
  needs: 'checks: read',
};

/** Runs are known by their check's name and external id, as the feedback side writes them. */
export function createRunEnds(options: GitHubOptions): RunEnds {
  const client = createClient(options);
  return {
    readCheckEnd: async (repository, commit, runId) => {
      const place = { ...named(repository), ref: commit, check_name: 'PatchPlane', filter: 'all' };
      const checks = await client.list(listChecks, place, ChecksAnswer);
      const ended = checks.find(
        ({ name, external_id, status }) =>
          name === 'PatchPlane' && external_id === runId && status === 'completed',
      );
      return ended && (ended.conclusion ?? 'unknown');
    },
  };
}
