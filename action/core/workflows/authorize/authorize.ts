import type { ExternalWorkflowRef } from '../../../domain/external-workflow-ref.ts';
import type { RepositoryConnection } from '../../../domain/repository-connection.ts';
import type { Parts, StageOutcome, Stop } from '../../attempt.ts';
import type { RepositoryReader, RepositoryRef } from '../../services/source-control-service.ts';
import { orDenied } from './closed.ts';
import { checkRequester, checkRerunner, type RequesterOptions, refusal } from './requester.ts';
import { whyChanged } from './unchanged.ts';

export interface AuthorizeOptions extends RequesterOptions {
  /**
   * Pull requests from other repositories: judged or refused. Unless told they are judged, but not
   * on `pull_request_target`, where a stranger's work meets a job that has secrets.
   */
  readonly forks?: 'judge' | 'refuse' | undefined;
}

export interface AuthorizeServices {
  readonly repositories: Pick<
    RepositoryReader,
    'verifyRepositoryAccess' | 'readActorPermission' | 'readAccount' | 'readIssue' | 'readComment'
  >;
}

/**
 * Asks the forge, now, whether this is the repository that the event says, whether everybody
 * behind the event may ask for it, and whether it still says what it said.
 */
export async function authorize(
  { request }: Pick<Parts, 'request'>,
  { repositories }: AuthorizeServices,
  options: AuthorizeOptions,
): Promise<StageOutcome<Pick<Parts, 'access'>>> {
  const { externalRef: ref } = request.intake;
  return await orDenied(async () => {
    const repository = await repositories.verifyRepositoryAccess(request.repository);
    const unusable = whyUnusable(repository, request.repository);
    if (unusable) return { stop: unusable };
    const standing = ref.pullRequest
      ? await standingOfPullRequest(request.repository, ref, repositories, options)
      : await checkRequester(request.repository, ref.sender, 'run:start', repositories, options);
    if ('stop' in standing) return standing;
    const changed = await whyChanged(request.repository, ref, repositories);
    if (changed) return { stop: changed };
    const { permission } = standing;
    return { add: { access: { repository, permission } }, detail: `${permission}, looked up live` };
  });
}

function whyUnusable(found: RepositoryConnection, asked: RepositoryRef): Stop | undefined {
  if (found.repositoryExternalId !== asked.externalId) {
    return refusal('The event is about another repository than the one of its name.', 'repository');
  }
  if (found.status === 'active') return undefined;
  return refusal(
    'The repository is archived or disabled, so nothing could be published to it. An admin can unarchive it.',
    'repository',
  );
}

/**
 * Work that somebody brings is judged whoever or whatever brought it: no agent runs, and nothing
 * of it leaves a sandbox. A person who asks for that with a comment asks like anybody else.
 */
async function standingOfPullRequest(
  repository: RepositoryRef,
  ref: ExternalWorkflowRef,
  people: AuthorizeServices['repositories'],
  options: AuthorizeOptions,
): Promise<{ readonly permission: string } | { readonly stop: Stop }> {
  if (isFork(ref) && !judgesForks(ref, options)) {
    return {
      stop: refusal(
        'Pull requests from forks are not judged by this workflow, which has secrets. A maintainer can use the fork-safe pair of workflows, or push the commits to a branch of this repository.',
        'fork',
      ),
    };
  }
  if (ref.comment)
    return await checkRequester(repository, ref.sender, 'run:start', people, options);
  const { triggeringActor: login } = options;
  const isRerun = login !== undefined && login.toLowerCase() !== ref.sender.login.toLowerCase();
  const stop = isRerun
    ? await checkRerunner(repository, login, 'run:start', people, options)
    : undefined;
  return stop ? { stop } : { permission: 'a pull request needs no permission to be judged' };
}

/** By number: names can be taken over, and the head of a deleted fork has none. */
function isFork({ pullRequest, repository }: ExternalWorkflowRef): boolean {
  return pullRequest?.headRepositoryId !== repository.externalId;
}

function judgesForks({ eventKind }: ExternalWorkflowRef, { forks }: AuthorizeOptions): boolean {
  return forks === undefined ? !eventKind.includes('pull_request_target') : forks === 'judge';
}
