import type { PublishServices } from '../core/services/publish-services.ts';
import { createGitHubFeedback } from '../plugins/github/feedback.ts';
import type { OwnAccount } from '../plugins/github/own-account.ts';
import { createGitHubReader } from '../plugins/github/reader.ts';
import { createGitHubWriter } from '../plugins/github/writer.ts';
import { githubAccess, shared } from './compose-shared.ts';
import type { PublishInputs } from './job-inputs.ts';
import { liveKillSwitch } from './kill-switches.ts';
import { readPinnedKeys } from './pinned-keys.ts';
import type { Signals } from './signals.ts';

interface Given {
  /** What branch and pull request are written with; the job's own token unless told. */
  readonly writerToken?: string | undefined;
  /** Who we are, found out once by whoever needs it first. */
  readonly self?: OwnAccount;
  /** Called for each request to GitHub's API. */
  readonly onRequest?: () => void;
}

/**
 * The publish job's services. There is no agent, sandbox or model in this file on purpose. Branch
 * and pull request are written with the App's token where there is one; check and comment stay
 * with the account that opened them, since GitHub lets nobody else change those.
 */
export function composePublish(
  inputs: PublishInputs,
  signals: Signals,
  given: Given = {},
): PublishServices {
  const { writerToken = inputs.github.token, self = { id: undefined }, onRequest } = given;
  const github = { ...githubAccess(inputs), ...(onRequest ? { onRequest } : {}) };
  return {
    repositories: {
      ...createGitHubReader(github),
      ...createGitHubFeedback({ ...github, self, markerKey: inputs.markerKey }),
      ...createGitHubWriter({ ...github, token: writerToken }),
    },
    killSwitch: liveKillSwitch(inputs, github),
    pinnedKeys: () => readPinnedKeys(github, inputs.github.repository),
    ...shared(inputs, signals),
  };
}

export function publishSettings(inputs: PublishInputs) {
  const { github, checkOnBase } = inputs;
  const job = { ref: github.ref, workflowRef: github.workflowRef };
  return { repository: github.repository, job, checkOnBase };
}
