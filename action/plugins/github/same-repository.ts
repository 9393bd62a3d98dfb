import type { RepositoryRef } from '../../core/services/source-control-service.ts';
import { Failure } from '../../domain/failure.ts';
import { RepositoryAnswer } from './answers.ts';
import type { Endpoint, GitHubClient } from './client.ts';

const readRepository: Endpoint = {
  route: 'GET /repos/{owner}/{repo}',
  doing: 'read the repository',
  needs: 'metadata: read',
};

/**
 * Reads the repository and requires its number. Names can be given up and taken over; whoever
 * acts on a name asks this first, each time.
 */
export async function requireSameRepository(
  client: GitHubClient,
  repository: RepositoryRef,
): Promise<RepositoryAnswer> {
  const found = await client.call(readRepository, named(repository), RepositoryAnswer);
  if (String(found.id) === repository.externalId) return found;
  throw new Failure({
    code: 'auth',
    tell: `${repository.owner}/${repository.name} is now another repository (number ${found.id}, expected ${repository.externalId}); connect it again if that is meant.`,
  });
}

/** The path parameters that every endpoint of a repository has. */
export function named({ owner, name }: RepositoryRef): { owner: string; repo: string } {
  return { owner, repo: name };
}
