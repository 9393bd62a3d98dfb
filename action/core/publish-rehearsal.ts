import type { RunId } from '../domain/ids.ts';
import type { Context } from './context.ts';
import { openPublishing } from './publish.ts';
import { judge, orRefused } from './publish-judging.ts';
import type { PublishSettings } from './publish-outcome.ts';
import { standingOfSignature } from './publish-signature.ts';
import type { PublishServices } from './services/publish-services.ts';
import { branchRef, pullRequestTitle } from './workflows/publish/texts.ts';

/** What a publish would do now, in sentences; nothing was written anywhere. */
export interface Rehearsal {
  readonly wouldPublish: boolean;
  readonly lines: readonly string[];
}

/** Everything that a publish does but the writing: the same reading, recomputing and refusing. */
export async function rehearsePublish(
  runId: RunId,
  services: PublishServices,
  settings: PublishSettings,
  context: Context,
): Promise<Rehearsal> {
  const publishing = await openPublishing(runId, services, settings, context);
  const { timeline, approved } = publishing;
  const { decision, run } = timeline;
  const thrown = await services.killSwitch.thrownBy();
  if (thrown !== undefined) return wouldNot(`PatchPlane is stopped by ${thrown}.`);
  if (!decision) return wouldNot('Nobody decided.');
  if (decision.answer !== 'approved')
    return {
      wouldPublish: false,
      lines: [`Would end ${runId} as rejected, by ${decision.actorId}, and close its check.`],
    };
  const { halted } = await standingOfSignature(publishing);
  if (halted?.kind === 'failed') return wouldNot(halted.because);
  // The head that a commit would name is the one after the decision was taken, which it was not.
  const head = timeline.events.at(-1)?.hash ?? '';
  const judged = await orRefused(() =>
    judge({ ...publishing, decision, head }, async (_, derived) => derived.stats),
  );
  if (judged.kind === 'refused') return wouldNot(judged.because);
  const { report, subject } = approved;
  const { pullRequest } = report.candidate;
  const { additions, deletions, filesChanged } = judged.result;
  const change = `+${additions} -${deletions} in ${filesChanged} ${filesChanged === 1 ? 'file' : 'files'}`;
  return {
    wouldPublish: true,
    lines: pullRequest
      ? [
          `Would complete the check of pull request #${pullRequest.number} on ${pullRequest.headSha} (${change}).`,
        ]
      : [
          `Would create the branch ${branchRef(subject)} with one commit (${change}) on ${subject.baseCommit}.`,
          `Would open a draft pull request to ${subject.targetRef}: ${pullRequestTitle(report)}`,
          `Would complete the check and the comment of ${run.id}.`,
        ],
  };
}

function wouldNot(because: string): Rehearsal {
  return { wouldPublish: false, lines: [`Would publish nothing: ${because}`] };
}
