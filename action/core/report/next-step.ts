import type { TrustReport } from '../../domain/trust-report.ts';
import { moment } from './quantities.ts';
import { type StopPoint, stopLines } from './stop-lines.ts';
import { codeSpan } from './untrusted-text.ts';

/** Where a person decides. Addresses are ours, never somebody's text. */
export type Deciding =
  | { readonly kind: 'app'; readonly url: string }
  | {
      readonly kind: 'github';
      /** Whether a command in a comment decides. */
      readonly comment: boolean;
      /** The environment whose reviewers decide, where the publish job has one. */
      readonly environment?: string;
      /** The page of the workflow run that waits for the review. */
      readonly reviewUrl?: string;
    };

/** What a reader of the report has to know besides the report. */
export interface Reading {
  readonly deciding?: Deciding;
  /** Where and on what the run stopped, when it did. */
  readonly stop?: StopPoint;
}

/** What to do now, for every state that a run can be read in. */
export function nextSteps(report: TrustReport, { deciding, stop }: Reading): string[] {
  switch (report.run.state) {
    case 'awaiting-decision':
      return decideLines(report, deciding);
    case 'published':
      return [`**Next**: ${afterPublication(report)}`];
    case 'rejected':
      return [`**Next**: ${afterRejection(report)}`];
    case 'blocked':
    case 'refused':
    case 'failed':
    case 'cancelled':
    case 'expired':
      return stopLines(report, stop);
    default:
      return ['**Next**: nothing to do. PatchPlane says here when it needs you.'];
  }
}

function decideLines(report: TrustReport, deciding: Deciding | undefined): string[] {
  const until = report.subject ? ` before ${moment(report.subject.expiresAt)}` : '';
  const asksForChanges = report.policy.outcome === 'changes-requested';
  const advice = asksForChanges
    ? ' Policy asks for changes: approving all the same takes a reason, which stays on record.'
    : '';
  if (!deciding) return [`**Next**: read the patch and decide${until}.${advice}`];
  if (deciding.kind === 'app')
    return [`**Next**: [read the patch and decide](${address(deciding.url)})${until}.${advice}`];
  return [
    `**Next**: read the patch and decide${until}.${advice}`,
    '',
    ...(deciding.comment ? byComment(report, asksForChanges) : []),
    ...byReview(deciding),
  ];
}

function byComment({ subjectSha256 }: TrustReport, asksForChanges: boolean): string[] {
  if (!subjectSha256) return [];
  const digest = subjectSha256.slice(0, 12);
  const reason = asksForChanges ? ' override: <why>' : '';
  return [
    `- To approve exactly this, comment ${codeSpan(`/patchplane approve ${digest}${reason}`)}`,
    `- To reject it, comment ${codeSpan(`/patchplane reject ${digest} <why>`)}`,
  ];
}

function byReview({ environment, reviewUrl }: Extract<Deciding, { kind: 'github' }>): string[] {
  if (environment === undefined) return [];
  const page = reviewUrl ? `[the workflow run](${address(reviewUrl)})` : 'the workflow run';
  return [
    `- Reviewers of the environment ${codeSpan(environment, 60)} can answer on the page of ${page}`,
  ];
}

function afterPublication({ candidate, publication }: TrustReport): string {
  return candidate.pullRequest
    ? 'merge it like any other pull request. A new push needs a new approval.'
    : `review draft pull request #${publication.pullRequest ?? '?'} and merge it like any other.`;
}

function afterRejection({ candidate }: TrustReport): string {
  return candidate.pullRequest
    ? 'push what should be different; PatchPlane looks at every push.'
    : `say what should be different: comment ${codeSpan('/patchplane rerun <what to change>')}`;
}

/** An address inside a link's parentheses; throws on what is none. */
function address(url: string): string {
  return new URL(url).href.replaceAll('(', '%28').replaceAll(')', '%29');
}
