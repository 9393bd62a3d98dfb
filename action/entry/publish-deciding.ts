import type { DecisionSource } from '../core/services/decision-source.ts';
import type { RunCommand } from '../core/services/github-webhook-service.ts';
import type { ForgeDeciding } from '../core/workflows/decide/take-forge-decision.ts';
import { createCommentApproval } from '../plugins/comment-approval/create-comment-approval.ts';
import type { ReadCommand } from '../plugins/comment-approval/decision-comments.ts';
import { createEnvironmentApproval } from '../plugins/environment-approval/create-environment-approval.ts';
import { createFileLedger } from '../plugins/file-ledger/create-file-ledger.ts';
import { createClient } from '../plugins/github/client.ts';
import type { OwnAccount } from '../plugins/github/own-account.ts';
import { createGitHubReader } from '../plugins/github/reader.ts';
import { createRunEnds } from '../plugins/github/run-ends.ts';
import { createGitHubRunHistory } from '../plugins/github/run-history.ts';
import { createGitHubWebhooks } from '../plugins/github/webhooks.ts';
import { githubAccess } from './compose-shared.ts';
import type { PublishInputs } from './job-inputs.ts';
import { ledgerFolder } from './run-artifact.ts';

/** Where there is no approval app: who decided, as GitHub itself knows it. */
export function composeDeciding(
  inputs: PublishInputs,
  command: RunCommand | undefined,
  event: { readonly name: string; readonly payload: unknown },
  self: OwnAccount,
): ForgeDeciding {
  const github = githubAccess(inputs);
  const folder = ledgerFolder(inputs.stateDir);
  return {
    source: command ? commentSource(inputs, command, event) : environmentSource(inputs),
    ends: createRunEnds(github),
    history: createGitHubRunHistory({ ...github, self, markerKey: inputs.markerKey }),
    storage: createFileLedger({ folder }),
    decideAs: (person) => createFileLedger({ folder, person }),
  };
}

function environmentSource(inputs: PublishInputs): DecisionSource {
  const github = githubAccess(inputs);
  return createEnvironmentApproval({
    github: createClient(github),
    reader: createGitHubReader(github),
    repository: inputs.github.repository,
    environment: inputs.environment,
    workflowRunId: inputs.github.runId,
    requesterMayApprove: inputs.requesterMayApprove,
  });
}

function commentSource(
  inputs: PublishInputs,
  command: RunCommand,
  event: { readonly name: string; readonly payload: unknown },
): DecisionSource {
  const github = githubAccess(inputs);
  return createCommentApproval({
    github: createClient(github),
    reader: createGitHubReader(github),
    repository: inputs.github.repository,
    command,
    readCommand: readCommandLike(event),
    requesterMayApprove: inputs.requesterMayApprove,
  });
}

/** Reads other comments exactly as the event's own was read: as if they had come in its place. */
function readCommandLike(event: { readonly name: string; readonly payload: unknown }): ReadCommand {
  const webhooks = createGitHubWebhooks({});
  return (body) => {
    const answer = webhooks.toIntake({ ...event, payload: withBody(event.payload, body) });
    if (answer.kind !== 'command') return undefined;
    const { name, digest, reason } = answer.command;
    if ((name !== 'approve' && name !== 'reject') || digest === undefined) return undefined;
    return { answer: name === 'approve' ? 'approved' : 'rejected', digest, reason };
  };
}

function withBody(payload: unknown, body: string): unknown {
  if (typeof payload !== 'object' || payload === null) return payload;
  const comment = 'comment' in payload ? payload.comment : undefined;
  return { ...payload, comment: { ...(typeof comment === 'object' ? comment : {}), body } };
}
