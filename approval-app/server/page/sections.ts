import { html } from 'hono/html';
import { type RawTreeChange, rawChange } from '../../../action/domain/candidate-patch-set.ts';
import type { PolicyFinding } from '../../../action/domain/policy-bundle.ts';
import type { TrustReport } from '../../../action/domain/trust-report.ts';
import type { RunView } from '../../contract/run-view.ts';
import { type Html, nothing } from './layout.ts';
import { visible } from './visible.ts';
import { count, exactTime, pathWords } from './words.ts';

export function changesView({ candidate }: RunView, report: TrustReport | undefined): Html {
  const changes = report?.candidate.changes ?? candidate?.changes.map(rawChange) ?? [];
  const missing = (candidate?.stats.filesChanged ?? 0) - changes.length;
  return html`<section id="changes"><h2>Changes <span class="soft">${changes.length}</span></h2>
${changes.length === 0 ? html`<p class="soft">Nothing was changed.</p>` : nothing}
<table><tbody>${changes.map(changeRow)}</tbody></table>
${missing > 0 ? html`<p class="alert">▲ ${count(missing, 'more path')} are in the patch below but not in this list.</p>` : nothing}
</section>`;
}

const statusWords = { A: 'added', D: 'deleted', M: 'modified', T: 'type' } as const;

function changeRow({ path, status, oldMode, newMode }: RawTreeChange): Html {
  const modes = oldMode === newMode ? newMode : `${oldMode} → ${newMode}`;
  return html`<tr><td class="status">${statusWords[status]}</td><td class="path">${visible(pathWords(path))}</td><td class="soft">${modes}</td></tr>`;
}

export function findingsView({ verdict }: RunView): Html {
  const findings = verdict?.findings ?? [];
  return html`<section id="findings"><h2>Why <span class="soft">${count(findings.length, 'policy finding')}</span></h2>
${findings.length === 0 ? html`<p class="soft">No rule of the policy had anything to say.</p>` : nothing}
<ul class="findings">${findings.map(findingRow)}</ul></section>`;
}

function findingRow({ severity, effect, rule, path, message }: PolicyFinding): Html {
  return html`<li><span class="severity ${severity}">${severity}</span> ${visible(message)}
<span class="soft">${effect} · ${rule}${path ? html` · <code>${visible(path)}</code>` : nothing}</span></li>`;
}

export function testsView(report: TrustReport | undefined): Html {
  if (!report)
    return html`<section id="tests"><h2>Tests</h2><p class="alert">▲ The trust report could not be read; only the ledger's facts are shown.</p></section>`;
  const { baseline, candidate, summary } = report.tests;
  return html`<section id="tests"><h2>Tests <span class="soft">base ${baseline.status} → candidate ${candidate.status}</span></h2>
${testList('New failures', summary.newFailures)}
${testList('Still failing', summary.stillFailing)}
${testList('Disappeared', summary.disappeared)}
${testList('Newly skipped', summary.newlySkipped)}
${testList('Fixed', summary.fixed)}
${Object.values(summary).every((ids) => ids.length === 0) ? html`<p class="soft">No test changed its result.</p>` : nothing}</section>`;
}

function testList(title: string, ids: readonly string[]): Html {
  if (ids.length === 0) return nothing;
  return html`<h3>${title} <span class="soft">${ids.length}</span></h3><ul class="tests">${ids.map((id) => html`<li>${visible(id)}</li>`)}</ul>`;
}

/** The digests that an approval stands on. */
export function proofView({ subject, subjectSha256, candidate, events, artifacts }: RunView): Html {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['approval subject', subjectSha256 ?? undefined],
    ['patch', candidate?.patchSha256],
    ['result tree', candidate?.resultTree],
    ['base commit', candidate?.baseSha],
    ['test plan', subject?.planDigest],
    ['policy verdict', subject?.policyDigest],
    ['evidence', subject?.evidenceManifestSha256],
    ['provenance head', subject?.provenanceHead],
    ['expires', subject ? exactTime(subject.expiresAt) : undefined],
  ];
  return html`<section id="proof"><h2>Proof <span class="soft">chain of ${count(events.length, 'event')}</span></h2>
<table class="digests"><tbody>${rows.map(([name, value]) => (value ? html`<tr><th>${name}</th><td><code>${value}</code></td></tr>` : nothing))}</tbody></table>
<details><summary>Evidence <span class="soft">${count(artifacts.length, 'item')}</span></summary>
<table class="digests"><tbody>${artifacts.map(
    ({ kind, producer, sizeBytes, sha256, truncated }) =>
      html`<tr><th>${kind}${truncated ? ' (cut short)' : ''}</th><td>${producer}, ${sizeBytes} bytes<br><code>${sha256}</code></td></tr>`,
  )}</tbody></table></details></section>`;
}
