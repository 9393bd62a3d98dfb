import type { Account } from './account.ts';
import { eventContext } from './events.ts';
import type { Forge, GitHubEvent } from './forge.ts';
import type { Json } from './render-people.ts';

/** `workflow_dispatch`; the ref is a full one and the workflow is named by its path. */
export function workflowDispatchEvent(
  forge: Forge,
  sender: Account,
  workflow: string,
  inputs: Readonly<Record<string, string>>,
  ref = `refs/heads/${forge.repository.defaultBranch}`,
): GitHubEvent {
  return {
    name: 'workflow_dispatch',
    payload: {
      inputs,
      ref,
      workflow: `.github/workflows/${workflow}`,
      ...eventContext(forge, sender),
    },
  };
}

/** `repository_dispatch`; its action is the type that the caller chose. */
export function repositoryDispatchEvent(
  forge: Forge,
  sender: Account,
  eventType: string,
  clientPayload: Json,
): GitHubEvent {
  return {
    name: 'repository_dispatch',
    payload: {
      action: eventType,
      branch: forge.repository.defaultBranch,
      client_payload: clientPayload,
      ...eventContext(forge, sender),
    },
  };
}
