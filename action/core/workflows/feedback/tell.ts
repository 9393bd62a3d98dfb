import type { ReviewFinding } from '../../../domain/review-finding.ts';
import type { TrustReport } from '../../../domain/trust-report.ts';
import { annotationsOf } from '../../report/finding-annotations.ts';
import { reportMarkdown } from '../../report/markdown.ts';
import type { Deciding } from '../../report/next-step.ts';
import type { StopPoint } from '../../report/stop-lines.ts';
import { headline } from '../../report/verdict-line.ts';
import type { FeedbackWriter, RepositoryRef } from '../../services/source-control-service.ts';
import { conclusionOf } from './conclusion.ts';
import { type NoteBooks, note } from './note.ts';
import { markerOf } from './run-marker.ts';

export interface Audience {
  readonly repository: RepositoryRef;
  readonly issueNumber: number | undefined;
  /** The commits that carry the check. */
  readonly headShas: readonly string[];
  readonly detailsUrl: string | undefined;
  /** Where a person decides; the page of the run unless told. */
  readonly deciding?: Deciding | undefined;
  /** Where and on what the run stopped. */
  readonly stop?: StopPoint | undefined;
  /** A reviewer's; those with path and line become annotations, as those of policy do. */
  readonly findings?: readonly ReviewFinding[] | undefined;
  /** The workflow run that proposed. */
  readonly githubRunId?: string | undefined;
}

export interface Telling extends NoteBooks {
  readonly feedback: Pick<FeedbackWriter, 'publishCheck' | 'createIssueComment'>;
}

/** Says on GitHub what the report says: one check, one comment, both edited in place. */
export async function tell(
  report: TrustReport,
  audience: Audience,
  telling: Telling,
): Promise<ReadonlyMap<string, string>> {
  const { repository, issueNumber, headShas } = audience;
  const text = reportMarkdown(report, readingOf(audience));
  const texts = new Map<string, string>();
  for (const headSha of headShas) {
    await tellCheck(report, headSha, text, audience, telling);
    texts.set('check-summary', text);
  }
  if (issueNumber !== undefined) {
    const marker = markerOf(report, audience.githubRunId);
    const comment = await telling.feedback.createIssueComment(
      repository,
      issueNumber,
      marker,
      text,
    );
    texts.set('comment', text);
    await note(telling, report, { kind: 'issue-comment', ...comment });
  }
  return texts;
}

async function tellCheck(
  report: TrustReport,
  headSha: string,
  summary: string,
  { repository, detailsUrl, findings }: Audience,
  telling: Telling,
): Promise<void> {
  const conclusion = conclusionOf(report);
  const check = await telling.feedback.publishCheck(repository, {
    headSha,
    runId: report.run.id,
    title: headline(report),
    summary,
    annotations: annotationsOf([...report.policy.findings, ...(findings ?? [])]),
    ...(conclusion ? { conclusion } : {}),
    ...(detailsUrl ? { detailsUrl } : {}),
  });
  await note(telling, report, { kind: 'check-run', ...check, targetSha: headSha });
}

function readingOf({ deciding, detailsUrl, stop }: Audience) {
  const place = deciding ?? (detailsUrl ? ({ kind: 'app', url: detailsUrl } as const) : undefined);
  return { ...(place ? { deciding: place } : {}), ...(stop ? { stop } : {}) };
}
