import type { TrustReport } from '../../domain/trust-report.ts';
import { codeBlock, codeSpan } from './untrusted-text.ts';
import { count, headline, showPath, verdictLine } from './verdict-line.ts';

/** GitHub cuts a comment or a check summary at 65,535 characters; ours end before that. */
const longestText = 60_000;
const mostRows = 50;

/** The report as Markdown: verdict and digests first, so that no cut can hide them. */
export function reportMarkdown(report: TrustReport): string {
  return withinLimits([
    `### PatchPlane: ${plain(headline(report))}`,
    '',
    verdictLine(report),
    '',
    ...digests(report),
    ...reason(report),
    ...decision(report),
    ...findings(report),
    ...tests(report),
    ...changes(report),
    ...claim(report),
    ...evidence(report),
  ]);
}

function digests({ subjectSha256, candidate, run }: TrustReport): string[] {
  const rows = [`run ${codeSpan(run.id)}`];
  if (candidate.patchSha256) rows.push(`patch ${codeSpan(candidate.patchSha256)}`);
  if (subjectSha256) rows.push(`approves ${codeSpan(subjectSha256)}`);
  return [rows.join(' · '), ''];
}

function reason({ run }: TrustReport): string[] {
  return run.reason ? ['**Because**', '', codeBlock(run.reason, 2_000), ''] : [];
}

function decision({ decision: made, publication }: TrustReport): string[] {
  if (made.status === 'none') return [];
  const lines = [`**Decision**: ${made.status} by ${codeSpan(made.actorId ?? 'nobody')}`];
  if (made.overrideReason)
    lines.push('', 'Policy was overridden, because:', codeBlock(made.overrideReason, 1_000));
  if (made.comment) lines.push('', codeBlock(made.comment, 1_000));
  if (publication.pullRequest) lines.push('', `Draft pull request: #${publication.pullRequest}`);
  return [...lines, ''];
}

function findings({ policy }: TrustReport): string[] {
  const title = `**Policy**: ${policy.outcome}`;
  if (policy.findings.length === 0) return [title, ''];
  const rows = policy.findings
    .slice(0, mostRows)
    .map(
      ({ rule, severity, path, message }) =>
        `- ${severity} ${codeSpan(rule)} ${path ? `${codeSpan(path)} ` : ''}${codeSpan(message, 400)}`,
    );
  return [title, '', ...rows, ...more(policy.findings.length), ''];
}

function tests({ tests: { baseline, candidate, summary }, verification }: TrustReport): string[] {
  if (candidate.status === 'not-run') return ['**Tests**: not run', ''];
  const list = (title: string, ids: readonly string[]) =>
    ids.length === 0
      ? []
      : [
          `- ${title}:`,
          ...ids.slice(0, 20).map((id) => `  - ${codeSpan(id)}`),
          ...more(ids.length, 20),
        ];
  return [
    `**Tests**, run by PatchPlane in a fresh sandbox${verification.guessed ? ' (plan guessed from the repository)' : ''}: base ${baseline.status}, candidate ${candidate.status}`,
    '',
    ...list('new failures', summary.newFailures),
    ...list('still failing', summary.stillFailing),
    ...list('disappeared', summary.disappeared),
    ...list('newly skipped', summary.newlySkipped),
    ...list('fixed', summary.fixed),
    '',
  ];
}

function changes({ candidate }: TrustReport): string[] {
  if (candidate.changes.length === 0) return [];
  const rows = candidate.changes
    .slice(0, mostRows)
    .map(
      ({ status, path, newMode, oldMode }) =>
        `- ${status} ${codeSpan(showPath(path))}${status !== 'A' && status !== 'D' && oldMode !== newMode ? ` mode ${oldMode} → ${newMode}` : ''}`,
    );
  return [
    `**Changes**: ${count(candidate.changes.length, 'path')}`,
    '',
    ...rows,
    ...more(candidate.changes.length),
    '',
  ];
}

function claim({ agent }: TrustReport): string[] {
  if (!agent.finalMessage) return [];
  return [
    '**What the agent says** (a claim, not evidence)',
    '',
    codeBlock(agent.finalMessage, 2_000),
    '',
  ];
}

function evidence({ evidence: items }: TrustReport): string[] {
  const rows = items
    .slice(0, mostRows)
    .map(
      ({ kind, sha256, size, producers, truncated }) =>
        `- ${kind} ${codeSpan(sha256.slice(0, 12))} ${size} bytes, ${codeSpan(producers.join(', '))}${truncated ? ', truncated' : ''}`,
    );
  return [`**Evidence**: ${count(items.length, 'item')}`, '', ...rows, ...more(items.length)];
}

function more(length: number, shown = mostRows): string[] {
  return length > shown ? [`- … and ${length - shown} more`] : [];
}

/** Our own sentences are plain text already; a reason that rides in one is not. */
function plain(text: string): string {
  return text.startsWith('Failed: ') ? `Failed: ${codeSpan(text.slice('Failed: '.length))}` : text;
}

function withinLimits(lines: readonly string[]): string {
  const text = `${lines.join('\n').trimEnd()}\n`;
  if (text.length <= longestText) return text;
  // Cut between blocks: half a fence would let the rest of the text out of it.
  const kept = lines.slice(0, 8).join('\n');
  return `${kept}\n\n… the rest is longer than GitHub shows; the run bundle has all of it.\n`;
}
