import type { TrustReport } from '../../domain/trust-report.ts';
import { page } from './html-page.ts';
import { escapeHtml } from './untrusted-text.ts';
import { headline, showPath, verdictLine } from './verdict-line.ts';

/** The report as one printable page: no script, nothing loaded, everything escaped. */
export function reportHtml(report: TrustReport): string {
  const { run, request, repository, agent, candidate, policy, decision, publication } = report;
  return page(`PatchPlane ${run.id}`, [
    `<h1>${escapeHtml(headline(report))}</h1>`,
    `<p class="verdict">${escapeHtml(verdictLine(report))}</p>`,
    table([
      ['run', run.id],
      ['state', run.state],
      ['because', run.reason],
      ['requested by', request.actorName && `${request.actorName} (${request.actorId})`],
      ['repository', repository.fullName],
      ['base', repository.baseSha],
      ['patch', candidate.patchSha256],
      ['result tree', candidate.resultTree],
      ['approval subject', report.subjectSha256],
      [
        'agent',
        agent.model && `${agent.provider} ${agent.model}, ${agent.modelRequests} model requests`,
      ],
      [
        'decision',
        decision.actorId ? `${decision.status} by ${decision.actorId}` : decision.status,
      ],
      ['override', decision.overrideReason],
      ['published', publication.branch && `${publication.branch} at ${publication.commit}`],
    ]),
    section('Request', `<pre>${escapeHtml(request.prompt ?? '')}</pre>`),
    section(
      `Policy: ${policy.outcome}`,
      list(
        policy.findings.map(
          (finding) =>
            `${finding.severity} · ${finding.rule}${finding.path ? ` · ${finding.path}` : ''} · ${finding.message}`,
        ),
      ),
    ),
    section('Tests', testTable(report)),
    section(
      'Changes',
      list(
        candidate.changes.map(
          (change) =>
            `${change.status} ${showPath(change.path)} ${change.oldMode}${change.newMode === change.oldMode ? '' : ` → ${change.newMode}`}`,
        ),
      ),
    ),
    section(
      'What the agent says (a claim, not evidence)',
      `<pre>${escapeHtml(agent.finalMessage ?? '')}</pre>`,
    ),
    section(
      'Evidence',
      list(
        report.evidence.map(
          (item) =>
            `${item.kind} · ${item.sha256} · ${item.size} bytes · ${item.producers.join(', ')}${item.truncated ? ' · truncated' : ''}`,
        ),
      ),
    ),
  ]);
}

function testTable({ tests }: TrustReport): string {
  const before = new Map(tests.baseline.cases.map((test) => [test.id, test.outcome]));
  const ids = new Set([...before.keys(), ...tests.candidate.cases.map((test) => test.id)]);
  const after = new Map(tests.candidate.cases.map((test) => [test.id, test.outcome]));
  if (ids.size === 0) return '<p>Not run.</p>';
  const rows = [...ids].map(
    (id) =>
      `<tr><td>${escapeHtml(id)}</td><td>${before.get(id) ?? 'absent'}</td><td>${after.get(id) ?? 'absent'}</td></tr>`,
  );
  return `<table><tr><th>case</th><th>base</th><th>candidate</th></tr>${rows.join('')}</table>`;
}

function section(title: string, body: string): string {
  return `<h2>${escapeHtml(title)}</h2>${body}`;
}

function list(items: readonly string[]): string {
  if (items.length === 0) return '<p>None.</p>';
  return `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
}

function table(rows: readonly (readonly [string, string | null])[]): string {
  const known = rows.filter(([, value]) => value);
  return `<table>${known.map(([name, value]) => `<tr><th>${name}</th><td>${escapeHtml(value ?? '')}</td></tr>`).join('')}</table>`;
}
