import type { Parts } from '../../../action/core/attempt.ts';
import type { AuthorizeServices } from '../../../action/core/workflows/authorize/authorize.ts';
import { sha256Hex } from '../../../action/domain/digest.ts';
import type { ExternalWorkflowRef } from '../../../action/domain/external-workflow-ref.ts';
import { Failure } from '../../../action/domain/failure.ts';
import type { RepositoryPermission } from '../../../action/domain/permission.ts';

export const repository = {
  provider: 'github',
  externalId: '814523001',
  owner: 'acme',
  name: 'pagination',
  fullName: 'acme/pagination',
} as const;

export const issue = { externalId: '5', number: 1, title: 'Title', body: 'Body' };
export const comment = {
  externalId: '77',
  body: '/patchplane fix it',
  updatedAt: '2026-11-02T09:30:00Z',
};
export const pullRequest = {
  externalId: '9',
  number: 2,
  title: 'Title',
  body: '',
  updatedAt: '2026-11-02T09:30:00Z',
  baseSha: 'b'.repeat(40),
  headSha: 'c'.repeat(40),
  headRef: 'topic',
  baseRef: 'main',
  headRepositoryId: repository.externalId,
  authorId: '40',
};

export function refOf(change: Partial<ExternalWorkflowRef> = {}): ExternalWorkflowRef {
  return {
    provider: 'github',
    deliveryId: 'delivery-2',
    eventKind: 'issues.labeled',
    repository,
    issue,
    sender: { provider: 'github', externalId: '40', login: 'mia', kind: 'User' },
    ...change,
  };
}

/** A run that somebody asked for, an hour into a made-up day. */
export function asked(change: Partial<ExternalWorkflowRef> = {}): Pick<Parts, 'request'> {
  const externalRef = refOf(change);
  const { externalId, login } = externalRef.sender;
  return {
    request: {
      intake: {
        actor: { id: `github:${externalId}`, displayName: login },
        workspace: { id: 'github:1', name: 'acme' },
        source: 'external',
        traceId: '1'.repeat(32),
        prompt: 'Title',
        promptSha256: sha256Hex('Title'),
        externalRef,
      },
      targetRef: 'refs/heads/main',
      repository,
      run: {
        id: 'run-00000000000000ff',
        promptRequestId: 'prompt-00000000000000ff',
        workspaceId: 'github:1',
        repositoryId: 'github:814523001',
        traceId: '1'.repeat(32),
        state: 'received',
        modelVersion: 'a/b',
        rootWorkflowRunId: 'run-00000000000000ff',
        attemptNumber: 1,
        trigger: externalRef.eventKind,
        targetRef: 'refs/heads/main',
        githubRunId: '900',
        createdAt: startedAt,
      },
    },
  };
}

export const startedAt = 3_600_000;

type Repositories = AuthorizeServices['repositories'];

/** A forge where everything is as the event says; `permissions` by login, nobody else is known. */
export function forge(
  permissions: Readonly<Record<string, RepositoryPermission>>,
  change: Partial<Repositories> = {},
): AuthorizeServices & { readonly asked: string[] } {
  const questions: string[] = [];
  return {
    asked: questions,
    repositories: {
      verifyRepositoryAccess: async () => ({
        id: 'github:814523001',
        workspaceId: 'github:1',
        repositoryExternalId: repository.externalId,
        owner: 'acme',
        name: 'pagination',
        fullName: 'acme/pagination',
        defaultBranch: 'main',
        private: false,
        selected: true,
        status: 'active',
      }),
      readActorPermission: async (_, actor, login) => {
        questions.push(`${actor.id} ${login}`);
        return permissions[login] ?? 'none';
      },
      readAccount: async (login) => ({ id: `id-${login}`, kind: 'User' }),
      readIssue: async () => ({ title: issue.title, body: issue.body }),
      readComment: async () => ({ ...comment, authorId: '40' }),
      ...change,
    },
  };
}

/** A forge that gives no answer. */
export async function unanswered(): Promise<never> {
  throw new Failure({ code: 'timeout', tell: 'GitHub did not answer in time.', retryable: true });
}
