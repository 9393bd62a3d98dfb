import type { ApprovalSubject } from '../../../domain/approval-subject.ts';
import { subjectDigest } from '../../../domain/approval-subject.ts';
import { sha256Hex } from '../../../domain/digest.ts';
import type { MergeDecision } from '../../../domain/merge-decision.ts';
import type { TrustReport } from '../../../domain/trust-report.ts';
import { codeBlock, codeSpan, visible } from '../../report/untrusted-text.ts';
import { verdictLine } from '../../report/verdict-line.ts';

/** How many names a branch may have where others took the first ones. */
export const mostBranchNames = 5;

/**
 * Where a run publishes to. The suffix comes from the nonce: nobody could create it before the
 * question was asked. Where somebody did since, the next name follows from the nonce as well, so
 * that two publish jobs at once still go to one place.
 */
export function branchRef({ runId, nonce }: ApprovalSubject, attempt = 0): string {
  const suffix = attempt === 0 ? nonce : sha256Hex(`${nonce}:${attempt}`);
  return `refs/heads/patchplane/${runId}-${suffix.slice(0, 8)}`;
}

/** One line that a person wrote, safe as a title: no line breaks, nothing invisible. */
export function pullRequestTitle(report: TrustReport): string {
  const first = visible((report.request.prompt ?? '').split('\n')[0] ?? '').trim();
  const title = first || `PatchPlane ${report.run.id}`;
  // A title renders mentions and references no more than a commit subject does, but it is
  // also the default merge message: keep keywords that close issues out of it.
  const short = title.length <= 120 ? title : `${title.slice(0, 119)}…`.toWellFormed();
  return short.replace(/[#@]|\bGH-(?=\d)|:(?=\/\/)/gi, (sign) => `${sign}\u2060`);
}

/** The commit says who approved what, so that `patchplane verify` can start from it. */
export function commitMessage(
  report: TrustReport,
  subject: ApprovalSubject,
  decision: MergeDecision,
  provenanceHead: string,
): string {
  return [
    pullRequestTitle(report),
    '',
    'Written by an agent in a sandbox, approved by a person, published by PatchPlane.',
    '',
    ...trailers(subject, decision, provenanceHead),
  ].join('\n');
}

export function pullRequestBody(
  report: TrustReport,
  subject: ApprovalSubject,
  decision: MergeDecision,
  provenanceHead: string,
): string {
  return [
    verdictLine(report),
    '',
    `Approved by ${codeSpan(decision.actorId)}${decision.overrideReason ? ', overriding the policy' : ''}. Policy: ${report.policy.outcome}.`,
    ...(decision.overrideReason
      ? ['', 'Override, because:', codeBlock(decision.overrideReason, 1_000)]
      : []),
    '',
    '**Request**',
    '',
    codeBlock(report.request.prompt ?? '', 4_000),
    '',
    '**What the agent says** (a claim, not evidence)',
    '',
    codeBlock(report.agent.finalMessage ?? 'nothing', 2_000),
    '',
    '**Digests**',
    '',
    '```text',
    ...trailers(subject, decision, provenanceHead),
    `Result-Tree: ${subject.resultTree}`,
    `Approval-Subject: sha256:${subjectDigest(subject)}`,
    `Evidence: sha256:${subject.evidenceManifestSha256}`,
    '```',
    '',
  ].join('\n');
}

function trailers(
  subject: ApprovalSubject,
  decision: MergeDecision,
  provenanceHead: string,
): string[] {
  return [
    `PatchPlane-Run: ${subject.runId}`,
    `PatchPlane-Patch: sha256:${subject.patchSha256}`,
    `PatchPlane-Head: sha256:${provenanceHead}`,
    `Approved-by: ${decision.actorId}`,
  ];
}
