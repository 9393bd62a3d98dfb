import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import { createGitLabClient, type Endpoint, type GitLabOptions } from './client.ts';

/** What a token can do on a project, for `doctor`: reads only, each one asked once. */
export interface GitLabReadiness {
  readUserName(): Promise<string>;
  /** Undefined where GitLab does not say: a token of another kind, or an older GitLab. */
  readScopes(): Promise<readonly string[] | undefined>;
  /** Whether its merge requests can be read, which is where notes go. */
  readMergeRequests(projectId: number): Promise<void>;
}

const User = z.object({ username: z.string() });
const Token = z.object({ scopes: z.array(z.string()) });
const ask = (path: string, doing: string): Endpoint => ({ method: 'GET', path, doing });

export function createGitLabReadiness(options: GitLabOptions): GitLabReadiness {
  // A person waits for this, and can ask again.
  const client = createGitLabClient({ timeoutMs: 5_000, sleep: async () => undefined, ...options });
  return {
    readUserName: async () =>
      (await client.call(ask('/user', 'say whose token this is'), undefined, User)).username,
    readScopes: async () => {
      try {
        const self = ask('/personal_access_tokens/self', 'say what this token may do');
        return (await client.call(self, undefined, Token)).scopes;
      } catch (error) {
        if (error instanceof Failure && ['auth', 'not-found'].includes(error.code))
          return undefined;
        throw error;
      }
    },
    readMergeRequests: async (projectId) => {
      const path = `/projects/${projectId}/merge_requests?per_page=1`;
      await client.call(ask(path, 'list the merge requests'), undefined, z.array(z.unknown()));
    },
  };
}
