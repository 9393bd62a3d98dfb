import type { TrustReport } from '../../../domain/trust-report.ts';
import { reportMarkdown } from '../../report/markdown.ts';
import { headline } from '../../report/verdict-line.ts';
import type {
  CheckConclusion,
  FeedbackWriter,
  RepositoryRef,
} from '../../services/source-control-service.ts';
import { type NoteBooks, note } from './note.ts';

export interface Audience {
  readonly repository: RepositoryRef;
  readonly issueNumber: number | undefined;
  /** The commits that carry the check. */
  readonly headShas: readonly string[];
  readonly detailsUrl: string | undefined;
}

export interface Telling extends NoteBooks {
  readonly feedback: FeedbackWriter;
}

/** Says on GitHub what the report says: one check, one comment, both edited in place. */
export async function tell(
  report: TrustReport,
  { repository, issueNumber, headShas, detailsUrl }: Audience,
  telling: Telling,
): Promise<ReadonlyMap<string, string>> {
  const { feedback } = telling;
  const text = reportMarkdown(report);
  const link =
    detailsUrl && report.run.state === 'awaiting-decision'
      ? `\n[Read it and decide](${detailsUrl})\n`
      : '';
  const texts = new Map<string, string>();
  for (const headSha of headShas) {
    const conclusion = conclusionOf(report);
    const check = await feedback.publishCheck(repository, {
      headSha,
      runId: report.run.id,
      title: title(headline(report)),
      summary: text,
      ...(conclusion ? { conclusion } : {}),
      ...(detailsUrl ? { detailsUrl } : {}),
    });
    texts.set('check-summary', text);
    await note(telling, report, { kind: 'check-run', ...check, targetSha: headSha });
  }
  if (issueNumber !== undefined) {
    const body = `${text}${link}`;
    const comment = await feedback.createIssueComment(repository, issueNumber, report.run.id, body);
    texts.set('comment', body);
    await note(telling, report, { kind: 'issue-comment', ...comment });
  }
  return texts;
}

/** Undefined while nothing is decided: a check that waits for a person is in progress. */
function conclusionOf({ run, decision, publication }: TrustReport): CheckConclusion | undefined {
  switch (run.state) {
    case 'published':
      return decision.overrideReason ? 'neutral' : 'success';
    case 'rejected':
      return decision.status === 'changes-requested' ? 'action_required' : 'failure';
    case 'blocked':
    case 'refused':
    case 'failed':
      return 'failure';
    case 'cancelled':
      return 'cancelled';
    case 'expired':
      return 'timed_out';
    default:
      return publication.error ? 'failure' : undefined;
  }
}

function title(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 199)}…`;
}
