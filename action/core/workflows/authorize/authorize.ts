import type { RepositoryPermission } from '../../../domain/permission.ts';
import type { Parts, StageOutcome, Stop } from '../../attempt.ts';
import type { RepositoryReader } from '../../services/source-control-service.ts';

/** Who may let an agent loose on a repository: those who could push to it themselves. */
const trustedPermissions: readonly RepositoryPermission[] = ['write', 'maintain', 'admin'];

/**
 * Asks the forge, now, whether this is the repository that the event says and whether the
 * person who asked may ask. Nothing in the payload grants anything.
 */
export async function authorize(
  { request }: Pick<Parts, 'request'>,
  repositories: RepositoryReader,
): Promise<StageOutcome<Pick<Parts, 'access'>>> {
  const { sender, issue } = request.intake.externalRef;
  const repository = await repositories.verifyRepositoryAccess(request.repository);
  if (sender.kind !== 'User') {
    return refuse(
      `${sender.kind} accounts can not start a run. Ask a person with write access to put the label on.`,
      'bot',
    );
  }
  const permission = await repositories.readActorPermission(
    request.repository,
    request.intake.actor,
    sender.login,
  );
  if (!trustedPermissions.includes(permission)) {
    return refuse(
      `The person who asked has "${permission}" permission on this repository; starting a run needs write, maintain or admin. Ask a maintainer to put the label on.`,
      'permission',
    );
  }
  if (issue) {
    const live = await repositories.readIssue(request.repository, issue.number);
    if (live.title !== issue.title || live.body !== issue.body) {
      return refuse(
        'The issue was edited after the label was put on. Remove the label and put it on again to run on the new text.',
        'edited-since-trigger',
      );
    }
  }
  return {
    add: { access: { repository, permission } },
    detail: `${permission} permission, looked up live`,
  };
}

function refuse(reason: string, category: string): { stop: Stop } {
  return { stop: { state: 'refused', reason, category } };
}
