import { html } from 'hono/html';
import type { TrustReport } from '../../../action/domain/trust-report.ts';
import type { RunView } from '../../contract/run-view.ts';
import type { Evidence } from '../evidence.ts';
import { type Html, nothing } from './layout.ts';
import { visible } from './visible.ts';
import { count, exactTime, policyWords, verdictOf } from './words.ts';

/** Everything that answers "may these bytes go in?" in one look, each dimension by itself. */
export function summary(view: RunView, { report }: Evidence): Html {
  const { tone, sign, words } = verdictOf(view);
  const { candidate, request, run } = view;
  return html`<p class="verdict ${tone}"><span aria-hidden="true">${sign}</span> ${words}</p>
<h1>${visible(titleOf(view))}</h1>
<p class="soft">${askedBy(view)}${report ? agentWords(report) : nothing} · <time>${exactTime(run.createdAt)}</time></p>
${run.stateReason ? html`<p class="alert">${visible(run.stateReason)}</p>` : nothing}
<dl class="facts">
${fact('Change', candidate ? changeWords(candidate.stats) : 'no candidate')}
${fact('Tests', report ? testWords(report) : 'see the evidence: the report is not there')}
${fact('Policy', view.verdict ? `${policyWords[view.verdict.outcome]}, ${count(view.verdict.findings.length, 'finding')}` : 'not evaluated')}
${fact('Evidence', `${count(view.artifacts.length, 'item')}${view.artifacts.some(({ truncated }) => truncated) ? ', some cut short' : ''}`)}
${fact('Target', run.targetRef.replace('refs/heads/', ''))}
</dl>
${request ? promptView(request.prompt) : nothing}
${view.decision ? decisionView(view.decision) : nothing}`;
}

function fact(name: string, value: string): Html {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

function titleOf({ request, run }: RunView): string {
  const title = request?.externalRef?.issue?.title ?? request?.prompt.split('\n')[0];
  return title?.slice(0, 200) || run.id;
}

function askedBy({ request }: RunView): Html {
  const ref = request?.externalRef;
  if (!ref) return html`asked by ${request?.actorId ?? 'nobody known'}`;
  const place = ref.issue ? `#${ref.issue.number}` : ref.eventKind;
  return html`asked by @${visible(ref.sender.login)} in ${
    ref.url ? html`<a href="${ref.url}" rel="noreferrer">${place}</a>` : place
  }`;
}

function agentWords({ agent }: TrustReport): Html {
  const cost = `$${agent.usage.costUsd.toFixed(2)}`;
  return html` · ${visible(agent.provider ?? 'no agent')} ${visible(agent.model ?? '')}, ${count(agent.modelRequests, 'request')}, ${cost}`;
}

function changeWords({ additions, deletions, filesChanged }: TrustReport['candidate']['stats']) {
  return `+${additions} −${deletions} in ${count(filesChanged, 'file')}`;
}

function testWords({ tests }: TrustReport): string {
  const { candidate, summary: compared } = tests;
  if (candidate.status === 'not-run') return 'not run';
  const passed = candidate.cases.filter(({ outcome }) => outcome === 'passed').length;
  return [
    `${passed}/${candidate.cases.length} pass`,
    count(compared.newFailures.length, 'new failure'),
    `${compared.fixed.length} fixed`,
    `before: ${tests.baseline.status}`,
  ].join(' · ');
}

function promptView(prompt: string): Html {
  return html`<details><summary>What was asked</summary><pre class="prompt">${visible(prompt)}</pre></details>`;
}

function decisionView({
  actorId,
  answer,
  comment,
  overrideReason,
  decidedAt,
}: NonNullable<RunView['decision']>): Html {
  return html`<section class="decided"><p><strong>${answer}</strong> by ${actorId}, <time>${exactTime(decidedAt)}</time></p>
${overrideReason ? html`<p>▲ against policy, because: ${visible(overrideReason)}</p>` : nothing}
${comment ? html`<blockquote>${visible(comment)}</blockquote>` : nothing}</section>`;
}
