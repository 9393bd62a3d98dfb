import { Failure } from '../domain/failure.ts';
import { GitObjectId, type RunId } from '../domain/ids.ts';
import type { PublishSettings } from './publish-outcome.ts';
import { codeSpan } from './report/untrusted-text.ts';
import type { PublishServices } from './services/publish-services.ts';
import type { RunTimeline } from './services/storage-service.ts';
import { markerOf } from './workflows/feedback/run-marker.ts';
import { requireDefaultBranch } from './workflows/publish/standing.ts';

/** Type of the event by which a ledger ends a run whose job is over (approval-app/convex/closings.ts). */
const lostEvent = 'run.lost';
const title = 'Timed out: its runner was lost';

type Services = Pick<PublishServices, 'repositories' | 'storage' | 'telemetry'>;

/**
 * Ends what people see of a run whose own job died: the ledger has ended the run, and only the App
 * that made check and comment, which is that of jobs, may end them. Answers with what was done, in a
 * sentence; undefined for every other run.
 */
export async function closeLost(
  runId: RunId,
  services: Services,
  settings: PublishSettings,
): Promise<string | undefined> {
  const { repositories, storage } = services;
  const timeline = await storage.readWorkflowTimeline(runId);
  if (timeline.run.state !== 'failed' || timeline.events.at(-1)?.type !== lostEvent)
    return undefined;
  const { repository, job, runUrl } = settings;
  const { defaultBranch } = await repositories.verifyRepositoryAccess(repository);
  requireDefaultBranch(job, defaultBranch);
  const headSha = checkedCommit(timeline);
  const detailsUrl = runUrl(runId);
  const summary = summaryOf(runId);
  if (headSha)
    await repositories.publishCheck(repository, {
      ...{ headSha, runId, conclusion: 'timed_out', title, summary },
      ...(detailsUrl ? { detailsUrl } : {}),
    });
  const commented = await endComment(timeline, summary, services, settings);
  if (!headSha)
    return `Run ${runId} lost its runner before it had a check${commented ? '; its comment says so now' : ''}.`;
  return `Run ${runId} lost its runner; its check ${commented ? 'and its comment say' : 'says'} so now.`;
}

function summaryOf(runId: RunId): string {
  return `**PatchPlane: timed out.** The job of run ${codeSpan(runId)} ended without closing it, so nothing was published. Ask again: put the label on again, push, or comment \`/patchplane rerun\`.\n`;
}

/** The comment that still counts seconds, and the label that still says "running". */
async function endComment(
  { run, asked }: RunTimeline,
  summary: string,
  { repositories, telemetry }: Services,
  { repository }: PublishSettings,
): Promise<boolean> {
  if (!asked || asked.issueNumber === null) return false;
  const { issueNumber, isPullRequest } = asked;
  const marker = markerOf({ run, request: asked, subjectSha256: null }, run.githubRunId);
  const text = `### PatchPlane: ${title}\n\n${summary}`;
  await repositories.createIssueComment(repository, issueNumber, marker, text);
  if (isPullRequest) return true;
  try {
    await repositories.setRunLabel(repository, issueNumber, 'failed');
  } catch (error) {
    // For people's lists only: what it says stands in the comment.
    if (!(error instanceof Failure)) throw error;
    telemetry.progress({ kind: 'note', text: error.tell });
  }
  return true;
}

/** Where the check was opened. Throws `Failure` for a ledger that names no commit. */
function checkedCommit({ publications }: RunTimeline): GitObjectId | undefined {
  const opened = publications.find(({ kind, targetSha }) => kind === 'check-run' && targetSha);
  if (!opened) return undefined;
  const commit = GitObjectId.safeParse(opened.targetSha);
  if (commit.success) return commit.data;
  throw new Failure({ code: 'invalid-answer', tell: 'The ledger names no commit of the check.' });
}
