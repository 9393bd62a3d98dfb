import type { RepositoryRef } from '../../core/services/source-control-service.ts';
import { ReactionAnswer } from './answers.ts';
import type { Endpoint, GitHubClient } from './client.ts';
import { named } from './same-repository.ts';

/**
 * The account that the token writes as. Found once, then remembered: feedback and history of one
 * job share it, so that the first reaction tells both.
 */
export interface OwnAccount {
  id: number | undefined;
}

const reactToIssue: Endpoint = {
  route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/reactions',
  doing: 'react to the issue',
  needs: 'issues: write',
};

/**
 * `GITHUB_TOKEN` and installation tokens may not ask who they are. The answer to a reaction
 * names its author, and the same reaction twice is one, so the "eyes" that a run leaves on its
 * issue anyway tell it.
 */
export async function ownAccountId(
  client: GitHubClient,
  self: OwnAccount,
  repository: RepositoryRef,
  issueNumber: number,
): Promise<number> {
  if (self.id !== undefined) return self.id;
  const { user } = await client.call(
    reactToIssue,
    { ...named(repository), issue_number: issueNumber, content: 'eyes' },
    ReactionAnswer,
  );
  self.id = user.id;
  return user.id;
}
