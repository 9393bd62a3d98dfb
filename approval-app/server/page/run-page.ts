import { html } from 'hono/html';
import type { RunView } from '../../contract/run-view.ts';
import type { Evidence } from '../evidence.ts';
import { decisionForm } from './decision-form.ts';
import { type Html, layout, nothing } from './layout.ts';
import { patchView } from './patch-view.ts';
import { changesView, findingsView, proofView, testsView } from './sections.ts';
import { summary } from './summary.ts';
import { verdictOf } from './words.ts';

export interface RunPageParts {
  readonly view: RunView;
  readonly evidence: Evidence;
  readonly csrf: string;
  readonly viewerName: string;
  readonly now: number;
  readonly notice: string | undefined;
  /** What went wrong with what the person just did. */
  readonly alert: string | undefined;
}

/** The question of the page is "may these bytes go in?"; what answers it comes first. */
export function runPage(parts: RunPageParts): Html {
  const { view, evidence } = parts;
  const repository = view.request?.externalRef?.repository.fullName;
  return layout(
    {
      title: verdictOf(view).words,
      notice: parts.notice,
      viewerName: parts.viewerName,
      trail: [...(repository ? [repository] : []), view.run.id],
    },
    html`<main>
${parts.alert ? html`<p class="alert" role="alert">✕ ${parts.alert}</p>` : nothing}
<div class="card">${summary(view, evidence)}${decisionForm(parts)}</div>
${findingsView(view)}
${testsView(evidence.report)}
${changesView(view, evidence.report)}
${view.candidate ? patchView(evidence.patch) : nothing}
${proofView(view)}
</main>`,
  );
}
