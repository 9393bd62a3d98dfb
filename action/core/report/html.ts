import type { TrustReport } from '../../domain/trust-report.ts';
import { page } from './html-page.ts';
import { count } from './quantities.ts';
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
      ['needs', policy.risk && approvalText(policy.approvals)],
      ['published', publication.branch && `${publication.branch} at ${publication.commit}`],
    ]),
    section('Request', `<pre>${escapeHtml(request.prompt ?? '')}</pre>`),
    ...policySections(policy),
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

function policySections(policy: TrustReport['policy']): readonly string[] {
  return [
    section(
      `Policy: ${policy.outcome}`,
      list(
        policy.findings.map(
          (finding) =>
            `${finding.severity} · ${finding.rule}${finding.path ? ` · ${finding.path}` : ''} · ${finding.message}`,
        ),
      ),
    ),
    section(
      `Risk: ${policy.risk?.level ?? 'not judged'}`,
      list((policy.risk?.reasons ?? []).map(({ points, message }) => `${points} · ${message}`)),
    ),
    section(
      'Relaxed by the configuration of the base',
      list(
        policy.relaxed.map(
          ({ rule, was, now, because }) => `${rule} · ${was} became ${now} · because: ${because}`,
        ),
      ),
    ),
  ];
}

function approvalText({
  required,
  roles,
  excludeRequester,
  codeOwners,
}: TrustReport['policy']['approvals']): string {
  const owners = [...new Set(codeOwners.flatMap(({ owners: names }) => names))];
  return [
    `${count(required, 'approval')}${roles.length > 0 ? ` of ${roles.join(', ')}` : ''}`,
    ...(excludeRequester ? ['not by whoever asked'] : []),
    ...(owners.length > 0 ? [`code owners: ${owners.join(', ')}`] : []),
  ].join('; ');
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
