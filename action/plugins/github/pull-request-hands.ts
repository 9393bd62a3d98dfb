import { z } from 'zod';
import type { RepositoryRef } from '../../core/services/source-control-service.ts';
import { mostHands } from '../../domain/external-workflow-ref.ts';
import { Failure } from '../../domain/failure.ts';
import { GitObjectId } from '../../domain/ids.ts';
import type { Endpoint, GitHubClient } from './client.ts';
import { named } from './same-repository.ts';

const readPull: Endpoint = {
  route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}',
  doing: 'find the branch of the pull request',
  needs: 'pull-requests: read',
};
const listCommits: Endpoint = {
  route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}/commits',
  doing: 'read who wrote the commits of the pull request',
  needs: 'pull-requests: read',
};
const listActivities: Endpoint = {
  route: 'GET /repos/{owner}/{repo}/activity',
  doing: 'read who pushed to the branch of the pull request',
  needs: 'contents: read',
};

const Account = z.object({ id: z.int().positive() });
const Head = z.object({
  head: z.object({
    ref: z.string(),
    sha: GitObjectId,
    /** Null where the fork was deleted. */
    repo: z.object({ name: z.string(), owner: z.object({ login: z.string() }) }).nullable(),
  }),
});
type Head = z.infer<typeof Head>['head'];
/** An account is null where GitHub knows nobody by the address in the commit. */
const Commits = z.array(
  z.object({ sha: GitObjectId, author: Account.nullish(), committer: Account.nullish() }),
);
const Activities = z.array(z.object({ after: GitObjectId, actor: Account.nullable() }));

/**
 * Everybody behind what a pull request holds now: who wrote and who committed each commit, by the
 * address in it, which anybody can make up; and who pushed it, by GitHub's own record of the
 * branch, which nobody can. Too many excluded is a nuisance, too few a hole, so both count.
 */
export async function readPullRequestHands(
  client: GitHubClient,
  repository: RepositoryRef,
  number: number,
): Promise<readonly string[]> {
  const parameters = { ...named(repository), pull_number: number };
  const { head } = await client.call(readPull, parameters, Head);
  const commits = await client.list(listCommits, parameters, Commits);
  const held = new Set([head.sha, ...commits.map(({ sha }) => sha)]);
  const pushers = (await pushesTo(client, head))
    .filter(({ after }) => held.has(after))
    .map(({ actor }) => actor);
  const accounts = [...pushers, ...commits.flatMap((commit) => [commit.author, commit.committer])];
  const ids = accounts.flatMap((account) => (account ? [String(account.id)] : []));
  return [...new Set(ids)].slice(0, mostHands).sort();
}

/** The last hundred. Nothing where the head's repository is gone, or not for us to look into. */
async function pushesTo(client: GitHubClient, { ref, repo }: Head) {
  if (!repo) return [];
  const place = { owner: repo.owner.login, repo: repo.name };
  try {
    const parameters = { ...place, ref: `refs/heads/${ref}`, per_page: 100 };
    return await client.call(listActivities, parameters, Activities);
  } catch (error) {
    if (error instanceof Failure && ['not-found', 'auth'].includes(error.code)) return [];
    throw error;
  }
}
