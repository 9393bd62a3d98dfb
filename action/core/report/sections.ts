import type { TrustReport } from '../../domain/trust-report.ts';
import { type Block, sizeOf } from './fit.ts';
import { policySection } from './policy-section.ts';
import { count } from './quantities.ts';
import { carriedSection, claimsSection, oldTestsSection, testsSection } from './test-sections.ts';
import { codeBlock, codeSpan } from './untrusted-text.ts';
import { showPath } from './verdict-line.ts';

/** How much of a section is shown; the rest is counted. */
export interface Shown {
  readonly rows: number;
  readonly cases: number;
  readonly claim: number;
  /** Bytes for the list of changed paths. */
  readonly paths: number;
}

/** What stands below the verdict, in the order in which it matters for the decision. */
export function sectionsOf(report: TrustReport, shown: Shown): readonly Block[] {
  return [
    decision(report),
    policySection(report, shown),
    candidates(report),
    carriedSection(report, shown),
    testsSection(report, shown),
    oldTestsSection(report, shown),
    claimsSection(report),
    changes(report, shown),
    controls(report, shown),
    claim(report, shown),
    hidden(report),
    evidence(report, shown),
  ];
}

function decision({ decision: made }: TrustReport): Block {
  if (made.status === 'none') return [];
  const lines = [`**Decision**: ${made.status} by ${codeSpan(made.actorId ?? 'nobody')}`];
  if (made.overrideReason)
    lines.push('', 'Policy was overridden, because:', codeBlock(made.overrideReason, 1_000));
  if (made.comment) lines.push('', codeBlock(made.comment, 1_000));
  return lines;
}

/** All of them, since a person decides about one only by seeing the others. */
function candidates({ candidates: all }: TrustReport): Block {
  if (all.length === 0) return [];
  const lines = all.map(
    ({ rank, number, patchSha256, stats, because }) =>
      `${rank}. agent ${number}${patchSha256 ? `, patch ${codeSpan(patchSha256.slice(0, 12))}` : ''}${stats ? `, +${stats.additions} -${stats.deletions}` : ''}: ${codeSpan(because, 400)}`,
  );
  return [
    `**Candidates**: ${count(all.length, 'agent')} worked on it side by side; this is about the first`,
    '',
    ...lines,
    '',
    `The others are in the evidence; ${codeSpan('/patchplane rerun <what to change>')} asks for new ones.`,
  ];
}

/** Every path where there is room for it: whoever decides sees what the policy saw. */
function changes({ candidate }: TrustReport, { paths }: Shown): Block {
  if (candidate.changes.length === 0) return [];
  const lines = candidate.changes.map(
    ({ status, path, newMode, oldMode }) =>
      `- ${status} ${codeSpan(showPath(path))}${status !== 'A' && status !== 'D' && oldMode !== newMode ? ` mode ${oldMode} → ${newMode}` : ''}`,
  );
  let room = paths;
  const shown = lines.filter((line) => {
    room -= sizeOf(line) + 1;
    return room >= 0;
  });
  return [
    `**Changes**: ${count(candidate.changes.length, 'path')}`,
    '',
    ...shown,
    ...more(candidate.changes.length, shown.length),
  ];
}

/** Whoever approves has to know that the request was not all that the agent was told. */
function controls({ controls: told }: TrustReport, { rows }: Shown): Block {
  if (told.length === 0) return [];
  const lines = told
    .slice(0, rows)
    .map(
      ({ kind, actorId, textSha256, status }) =>
        `- ${kind} by ${codeSpan(actorId)}${textSha256 ? `, words ${codeSpan(textSha256.slice(0, 12))}` : ''}: ${status}`,
    );
  return ['**Told to the agent** while it worked', '', ...lines, ...more(told.length, rows)];
}

function claim({ agent }: TrustReport, { claim: longest }: Shown): Block {
  if (!agent.finalMessage) return [];
  const title = '**What the agent says** (a claim, not evidence)';
  return [title, '', codeBlock(agent.finalMessage, longest)];
}

function hidden({ hiddenCharacters: { request, agent } }: TrustReport): Block {
  if (request + agent === 0) return [];
  return [
    `**Hidden characters**, shown as ${codeSpan('\\u{…}')}: ${request} in the request, ${agent} in what the agent says`,
  ];
}

function evidence({ evidence: items }: TrustReport, { rows }: Shown): Block {
  const lines = items
    .slice(0, rows)
    .map(
      ({ kind, sha256, size, producers, truncated }) =>
        `- ${kind} ${codeSpan(sha256.slice(0, 12))} ${size} bytes, ${codeSpan(producers.join(', '))}${truncated ? ', truncated' : ''}`,
    );
  return [
    `**Evidence**: ${count(items.length, 'item')}`,
    '',
    ...lines,
    ...more(items.length, rows),
  ];
}

function more(length: number, shown: number): Block {
  return length > shown ? [`- … and ${length - shown} more`] : [];
}
