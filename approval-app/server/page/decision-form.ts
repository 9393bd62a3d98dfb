import { html } from 'hono/html';
import type { RunView } from '../../contract/run-view.ts';
import type { Evidence } from '../evidence.ts';
import { type Html, nothing } from './layout.ts';
import { remaining } from './words.ts';

export interface DecisionFormParts {
  readonly view: RunView;
  readonly evidence: Evidence;
  readonly csrf: string;
  readonly now: number;
}

/**
 * The question and its answers. The form names the digest of what this page showed, so an
 * answer can not be about something else. Approve is there only when the whole patch is.
 */
export function decisionForm({ view, evidence, csrf, now }: DecisionFormParts): Html {
  const { run, subject, subjectSha256, viewer, decision } = view;
  if (run.state !== 'awaiting-decision' || !subject || !subjectSha256) return nothing;
  if (!viewer.mayApprove && !viewer.mayReject)
    return html`<p class="closed">You may look at this run, but not decide about it.</p>`;
  if (decision) return sendAgain(view, csrf);
  if (now >= subject.expiresAt) return html`<p class="closed">◷ The time to decide is over.</p>`;

  const needsReason = subject.policyOutcome === 'changes-requested';
  const because = closedBecause(view, evidence);
  return html`<form class="decide" method="post" action="/runs/${run.id}/decision">
${hidden(view, csrf, subjectSha256)}
<label>Comment <span class="soft">(optional, kept with the decision)</span>
<textarea name="comment" rows="2" maxlength="4000"></textarea></label>
${
  needsReason
    ? html`<label>Reason to approve although policy asks for changes <span class="soft">(kept for ever)</span>
<textarea name="overrideReason" rows="2" maxlength="4000"></textarea></label>`
    : nothing
}
<div class="answers">
${viewer.mayReject ? rejections : nothing}
<span class="fill"></span>
<span class="soft">expires in ${remaining(subject.expiresAt, now)}</span>
${
  because
    ? html`<span class="closed">Approve is closed: ${because}.</span>`
    : html`<button class="approve" name="action" value="approve">${needsReason ? 'Approve anyway' : 'Approve'}</button>`
}
</div>
<p class="soft">You decide about exactly these bytes: subject <code>${subjectSha256}</code></p>
</form>`;
}

const rejections = html`<button name="action" value="reject">Reject</button>
<button name="action" value="request-changes">Request changes</button>`;

function closedBecause({ viewer }: RunView, { patch }: Evidence): string | undefined {
  if (viewer.whyNotApprove !== null) return viewer.whyNotApprove;
  if (patch.status === 'missing') return patch.because;
  return undefined;
}

/** The decision stands; sending it again only starts a publish job that did not start. */
function sendAgain(view: RunView, csrf: string): Html {
  const { run, decision, subjectSha256, viewer } = view;
  if (!decision || !subjectSha256 || decision.actorId !== viewer.actorId) return nothing;
  return html`<form class="decide" method="post" action="/runs/${run.id}/decision">
${hidden(view, csrf, subjectSha256)}
<input type="hidden" name="comment" value="${decision.comment}">
<input type="hidden" name="overrideReason" value="${decision.overrideReason ?? ''}">
<div class="answers"><span class="soft">The publish job did not take it yet.</span><span class="fill"></span>
<button name="action" value="${actions[decision.answer]}">Start the publish job again</button></div>
</form>`;
}

const actions = {
  approved: 'approve',
  rejected: 'reject',
  'changes-requested': 'request-changes',
} as const;

/** Without a script the page itself names what it shows; the ledger compares it all the same. */
function hidden({ projection, subject }: RunView, csrf: string, subjectSha256: string): Html {
  return html`<input type="hidden" name="csrf" value="${csrf}">
<input type="hidden" name="subjectSha256" value="${subjectSha256}">
<input type="hidden" name="displayedPatchSha256" value="${subject?.patchSha256 ?? ''}">
<input type="hidden" name="seen" value="${JSON.stringify(projection)}">`;
}
