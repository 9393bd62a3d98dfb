import { Failure } from '../domain/failure.ts';
import { GitObjectId, type RunId } from '../domain/ids.ts';
import type { PublishSettings } from './publish-outcome.ts';
import { codeSpan } from './report/untrusted-text.ts';
import type { PublishServices } from './services/publish-services.ts';
import type { RunTimeline } from './services/storage-service.ts';
import { requireDefaultBranch } from './workflows/publish/standing.ts';

/** Type of the event by which a ledger ends a run whose job is over (approval-app/convex/closings.ts). */
const lostEvent = 'run.lost';

/**
 * Ends the check of a run whose own job died: the ledger has ended the run, and only the App that
 * made a check, which is that of jobs, may end it. Answers with what was done, in a sentence;
 * undefined for every other run.
 */
export async function closeLost(
  runId: RunId,
  { repositories, storage }: Pick<PublishServices, 'repositories' | 'storage'>,
  settings: PublishSettings,
): Promise<string | undefined> {
  const timeline = await storage.readWorkflowTimeline(runId);
  if (timeline.run.state !== 'failed' || timeline.events.at(-1)?.type !== lostEvent)
    return undefined;
  const { repository, job, runUrl } = settings;
  const { defaultBranch } = await repositories.verifyRepositoryAccess(repository);
  requireDefaultBranch(job, defaultBranch);
  const headSha = checkedCommit(timeline);
  if (!headSha) return `Run ${runId} lost its runner before it had a check.`;
  const detailsUrl = runUrl(runId);
  await repositories.publishCheck(repository, {
    ...{ headSha, runId, conclusion: 'timed_out' },
    title: 'Timed out: its runner was lost',
    summary: `**PatchPlane: timed out.** The job of run ${codeSpan(runId)} ended without closing it, so nothing was published. Ask again: put the label on again, push, or comment \`/patchplane rerun\`.\n`,
    ...(detailsUrl ? { detailsUrl } : {}),
  });
  return `Run ${runId} lost its runner; its check says so now.`;
}

/** Where the check was opened. Throws `Failure` for a ledger that names no commit. */
function checkedCommit({ publications }: RunTimeline): GitObjectId | undefined {
  const opened = publications.find(({ kind, targetSha }) => kind === 'check-run' && targetSha);
  if (!opened) return undefined;
  const commit = GitObjectId.safeParse(opened.targetSha);
  if (commit.success) return commit.data;
  throw new Failure({ code: 'invalid-answer', tell: 'The ledger names no commit of the check.' });
}
