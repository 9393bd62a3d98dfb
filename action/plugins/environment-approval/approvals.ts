import { z } from 'zod';
import type { AskGitHub } from '../../core/services/ask-github.ts';
import type { RepositoryRef } from '../../core/services/source-control-service.ts';

const Id = z.int().positive();

const Approval = z.object({
  state: z.string(),
  comment: z.string().nullish(),
  environments: z.array(z.object({ id: Id, name: z.string() })),
  user: z.object({ id: Id, login: z.string().min(1), type: z.string() }).nullish(),
});
export type Approval = z.infer<typeof Approval>;

const readApprovals = {
  route: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/approvals',
  doing: 'read who approved this workflow run',
  needs: 'actions: read',
} as const;

/** What reviewers said about this environment in this workflow run, in GitHub's order. */
export async function approvalsOf(
  github: AskGitHub,
  { owner, name }: RepositoryRef,
  workflowRunId: string,
  environmentId: number,
): Promise<readonly Approval[]> {
  const parameters = { owner, repo: name, run_id: workflowRunId };
  const all = await github.call(readApprovals, parameters, z.array(Approval));
  // Who has not answered yet is listed as pending.
  return all.filter(
    ({ state, environments }) =>
      state !== 'pending' && environments.some(({ id }) => id === environmentId),
  );
}
