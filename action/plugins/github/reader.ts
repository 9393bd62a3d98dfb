import type { RepositoryReader } from '../../core/services/source-control-service.ts';
import { Failure } from '../../domain/failure.ts';
import { RepositoryPermission } from '../../domain/permission.ts';
import { RepositoryConnection } from '../../domain/repository-connection.ts';
import {
  AccountAnswer,
  IssueAnswer,
  PermissionAnswer,
  type RepositoryAnswer,
  WrittenCommentAnswer,
} from './answers.ts';
import { resolveBranch } from './branches.ts';
import { createClient, type Endpoint, type GitHubOptions } from './client.ts';
import { readPullRequest } from './pull-request.ts';
import { readPullRequestHands } from './pull-request-hands.ts';
import { named, requireSameRepository } from './same-repository.ts';

const readPermission: Endpoint = {
  route: 'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
  doing: 'read the permission of the requester',
  needs: 'metadata: read',
};
const readIssue: Endpoint = {
  route: 'GET /repos/{owner}/{repo}/issues/{issue_number}',
  doing: 'read the issue',
  needs: 'issues: read',
};
const readComment: Endpoint = {
  route: 'GET /repos/{owner}/{repo}/issues/comments/{comment_id}',
  doing: 'read the comment',
  needs: 'issues: read',
};
const readAccount: Endpoint = {
  route: 'GET /users/{username}',
  doing: 'read the account',
  needs: 'metadata: read',
};

/** Reading from GitHub. Needs `metadata`, `contents`, `issues` and `pull-requests`, each for reading. */
export function createGitHubReader(options: GitHubOptions): RepositoryReader {
  const client = createClient(options);
  return {
    verifyRepositoryAccess: async (repository) =>
      connectionOf(await requireSameRepository(client, repository)),

    readActorPermission: async (repository, actor, login) => {
      await requireSameRepository(client, repository);
      const parameters = { ...named(repository), username: login };
      try {
        const answer = await client.call(readPermission, parameters, PermissionAnswer);
        return permissionOf(answer, actor.id, login);
      } catch (error) {
        if (isUnknownUser(error)) return 'none';
        throw error;
      }
    },

    freezeBase: async (repository, ref) => {
      await requireSameRepository(client, repository);
      return { ...(await resolveBranch(client, repository, ref)), ref };
    },

    readIssue: async (repository, number) => {
      await requireSameRepository(client, repository);
      const parameters = { ...named(repository), issue_number: number };
      const { title, body, user } = await client.call(readIssue, parameters, IssueAnswer);
      // As intake has them: text that JSON can carry but UTF-8 can not would never compare equal.
      const text = { title: title.toWellFormed(), body: (body ?? '').toWellFormed() };
      return { ...text, authorId: user ? String(user.id) : undefined };
    },

    readComment: async (repository, commentId) => {
      await requireSameRepository(client, repository);
      const parameters = { ...named(repository), comment_id: commentId };
      const answer = await client.call(readComment, parameters, WrittenCommentAnswer);
      return {
        body: (answer.body ?? '').toWellFormed(),
        updatedAt: answer.updated_at,
        // A deleted account is nobody, and no id is 0.
        authorId: String(answer.user?.id ?? 0),
      };
    },

    readPullRequest: async (repository, number) => {
      await requireSameRepository(client, repository);
      return readPullRequest(client, repository, number);
    },

    readPullRequestHands: async (repository, number) => {
      await requireSameRepository(client, repository);
      return readPullRequestHands(client, repository, number);
    },

    readAccount: async (login) => {
      try {
        const answer = await client.call(readAccount, { username: login }, AccountAnswer);
        return { id: String(answer.id), kind: answer.type };
      } catch (error) {
        if (error instanceof Failure && error.code === 'not-found') return undefined;
        throw error;
      }
    },
  };
}

function connectionOf(answer: RepositoryAnswer): RepositoryConnection {
  return RepositoryConnection.parse({
    id: `github:${answer.id}`,
    workspaceId: `github:${answer.owner.id}`,
    repositoryExternalId: String(answer.id),
    owner: answer.owner.login,
    name: answer.name,
    fullName: answer.full_name,
    defaultBranch: answer.default_branch,
    private: answer.private,
    selected: true,
    ...(answer.permissions ? { permissionsJson: JSON.stringify(answer.permissions) } : {}),
    // Nothing can be published to either.
    status: answer.archived || answer.disabled ? 'suspended' : 'active',
  });
}

/** What `permission` says for each role; a role that an organisation defined itself has no entry. */
const coarse: Record<RepositoryPermission, PermissionAnswer['permission']> = {
  none: 'none',
  read: 'read',
  triage: 'read',
  write: 'write',
  maintain: 'write',
  admin: 'admin',
};

/**
 * The permission is looked up by login, which can change hands, so the account that GitHub
 * speaks of must be the one that acted.
 */
function permissionOf(
  answer: PermissionAnswer,
  actorId: string,
  login: string,
): RepositoryPermission {
  if (!answer.user || `github:${answer.user.id}` !== actorId)
    throw new Failure({
      code: 'auth',
      tell: `The login ${JSON.stringify(login)} does not belong to the account that made the request.`,
    });
  const role = RepositoryPermission.safeParse(answer.role_name);
  const fits = role.success && coarse[role.data] === answer.permission;
  return fits ? role.data : answer.permission;
}

/** GitHub says 404 both for a hidden repository and for a login that nobody has. */
function isUnknownUser(error: unknown): boolean {
  return error instanceof Failure && error.code === 'not-found' && /is not a user/.test(error.tell);
}
