import type { AskGitHub } from '../../core/services/ask-github.ts';
import type { DecisionSource, ForgeAnswer } from '../../core/services/decision-source.ts';
import type {
  RepositoryReader,
  RepositoryRef,
} from '../../core/services/source-control-service.ts';
import { type Approval, approvalsOf } from './approvals.ts';
import { howToProtect } from './how-to-protect.ts';
import { type Place, readProtection } from './protection.ts';

export interface EnvironmentApprovalOptions {
  readonly github: AskGitHub;
  readonly reader: Pick<RepositoryReader, 'verifyRepositoryAccess' | 'readActorPermission'>;
  readonly repository: RepositoryRef;
  /** The environment that this very job runs in. */
  readonly environment: string | undefined;
  /** The workflow run that this job is part of. */
  readonly workflowRunId: string | undefined;
  /** Solo mode: whoever asked may also approve, and the decision says so. */
  readonly requesterMayApprove: boolean;
  readonly now?: () => number;
}

/**
 * The decision of the reviewers that a protected environment requires. That this job runs at all
 * says nothing, since an environment may be without protection: who approved is read from GitHub.
 */
export function createEnvironmentApproval(options: EnvironmentApprovalOptions): DecisionSource {
  const { github, reader, repository, environment, workflowRunId } = options;
  return {
    readDecision: async (_, { requesterIds }) => {
      const { defaultBranch } = await reader.verifyRepositoryAccess(repository);
      if (!environment)
        return refused(
          `The publish job runs in no environment. Give it \`environment: patchplane-publish\` in the workflow. ${howToProtect({ repository, environment: 'patchplane-publish', defaultBranch })}`,
        );
      if (!workflowRunId) return refused('GITHUB_RUN_ID is missing: nobody can tell who approved.');
      const place: Place = { repository, environment, defaultBranch };
      const protection = await readProtection(github, place);
      if (protection.kind === 'open')
        return refused(
          `The environment ${JSON.stringify(environment)} protects nothing: ${protection.because}. ${howToProtect(place)}`,
        );
      const given = await approvalsOf(github, repository, workflowRunId, protection.environmentId);
      return await judge(given, requesterIds, options);
    },
  };
}

async function judge(
  given: readonly Approval[],
  requesterIds: readonly string[],
  options: EnvironmentApprovalOptions,
): Promise<ForgeAnswer> {
  const { environment } = options;
  if (given.some(({ state }) => state !== 'approved'))
    return refused(
      `A reviewer of ${JSON.stringify(environment)} rejected this workflow run, and that stands: comment /patchplane rerun for a new one.`,
    );
  for (const approval of given) {
    const because = await notAllowed(approval, requesterIds, options);
    if (because) return refused(because);
  }
  // Runs that are repeated list the approvals of each attempt; this attempt's is the last.
  const last = given.at(-1);
  if (!last?.user)
    return refused(
      `Nobody approved this workflow run for ${JSON.stringify(environment)}; an administrator who skips the review approves nothing.`,
    );
  const actorId = `github:${last.user.id}`;
  const approvers = [...new Set(given.flatMap(({ user }) => (user ? [`github:${user.id}`] : [])))];
  const said = (last.comment ?? '').toWellFormed().slice(0, 3_000);
  const why = /^override:\s*(\S[\s\S]*)/i.exec(said)?.[1]?.trim();
  const alone = requesterIds.includes(actorId);
  return {
    kind: 'decided',
    decision: {
      answer: 'approved',
      actorId,
      comment: alone ? `${exception} ${said}`.trim() : said,
      ...(why ? { overrideReason: why } : {}),
      decidedAt: (options.now ?? Date.now)(),
      approvers,
    },
  };
}

const exception = 'Exception: who asked also approved (requesterMayApprove).';

async function notAllowed(
  { user }: Approval,
  requesterIds: readonly string[],
  { reader, repository, requesterMayApprove }: EnvironmentApprovalOptions,
): Promise<string | undefined> {
  if (user?.type !== 'User') return 'Only a person can approve, not an App or a bot.';
  const id = `github:${user.id}`;
  const login = JSON.stringify(user.login);
  if (requesterIds.includes(id) && !requesterMayApprove)
    return `${login} had a hand in this run and can not approve it as well. Somebody else with write access has to; where you work alone, set the input requester-may-approve of the publish job to true.`;
  const actor = { id, displayName: user.login };
  const permission = await reader.readActorPermission(repository, actor, user.login);
  return ['write', 'maintain', 'admin'].includes(permission)
    ? undefined
    : `${login} approved, but has no write permission on this repository (now: ${permission}).`;
}

function refused(tell: string): ForgeAnswer {
  return { kind: 'refused', tell };
}
