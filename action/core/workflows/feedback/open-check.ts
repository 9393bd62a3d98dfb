import { codeSpan } from '../../report/untrusted-text.ts';
import type {
  CheckReport,
  FeedbackWriter,
  Published,
  RepositoryRef,
} from '../../services/source-control-service.ts';

/**
 * The check as it stands from the moment that there is a commit to put it on: in progress, so
 * that a required check holds the merge from then on.
 */
export async function openCheck(
  feedback: Pick<FeedbackWriter, 'publishCheck'>,
  repository: RepositoryRef,
  { headSha, runId, detailsUrl }: Pick<CheckReport, 'headSha' | 'runId' | 'detailsUrl'>,
): Promise<Published> {
  return await feedback.publishCheck(repository, {
    headSha,
    runId,
    title: 'PatchPlane is at work',
    summary: `Run ${codeSpan(runId)} is under way. When it is done, this check says what to decide.\n`,
    ...(detailsUrl ? { detailsUrl } : {}),
  });
}
