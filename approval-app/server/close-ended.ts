import type { AppServices } from './app-services.ts';
import { GitHubRefusal } from './github/github-api.ts';

type Parts = Pick<AppServices, 'serverLedger' | 'workflows'>;

const closedAtOnce = 20;
const askedAtOnce = 20;

/**
 * Starts the publish workflow for each run that ended from outside, so that its check on GitHub says
 * so: only the App that made a check may end it, which is that of the jobs. What could not be started
 * is due again later. Answers with how many were started.
 */
export async function closeEnded({ serverLedger, workflows }: Parts): Promise<number> {
  let started = 0;
  for (const { runId, target } of await serverLedger.takeClosings(closedAtOnce)) {
    try {
      const run = await workflows.dispatch(target, { 'run-id': runId });
      await serverLedger.closingStarted(runId);
      if (run) await serverLedger.recordDispatch({ runId, ...run });
      started += 1;
    } catch (error) {
      if (!(error instanceof GitHubRefusal)) throw error;
    }
  }
  return started;
}

/**
 * Asks GitHub about jobs of which nothing was heard for hours; those that are over left their run
 * behind. Answers with how many runs were ended. A job that GitHub does not know any more is over.
 */
export async function endLostRuns({ serverLedger, workflows }: Parts): Promise<number> {
  let ended = 0;
  for (const { githubRunId, target } of await serverLedger.silentRuns(askedAtOnce)) {
    try {
      const { status } = await workflows.state(target, githubRunId);
      if (status === 'completed') ended += await serverLedger.jobEnded(githubRunId);
    } catch (error) {
      if (!(error instanceof GitHubRefusal)) throw error;
      if (error.status === 404) ended += await serverLedger.jobEnded(githubRunId);
    }
  }
  return ended;
}
