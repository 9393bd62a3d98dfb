import type { TrustReport } from '../../domain/trust-report.ts';
import type { Block } from './fit.ts';
import { count } from './quantities.ts';
import { codeSpan } from './untrusted-text.ts';

/** What policy found, how risky that makes it, whose consent it takes, and what was relaxed. */
export function policySection({ policy }: TrustReport, { rows }: { readonly rows: number }): Block {
  const found = policy.findings
    .slice(0, rows)
    .map(
      ({ rule, severity, path, message }) =>
        `- ${severity} ${codeSpan(rule)} ${path ? `${codeSpan(path)} ` : ''}${codeSpan(message, 400)}`,
    );
  const rest = policy.findings.length - found.length;
  const lines = [...found, ...(rest > 0 ? [`- … and ${rest} more`] : [])];
  return [
    `**Policy**: ${policy.outcome}`,
    ...(lines.length > 0 ? ['', ...lines] : []),
    ...riskLines(policy),
    ...relaxedLines(policy),
  ];
}

type Policy = TrustReport['policy'];

/** Most reasons shown; the report itself has all. */
const mostReasons = 10;

function riskLines({ risk, approvals }: Policy): Block {
  if (!risk) return [];
  const reasons = risk.reasons
    .slice(0, mostReasons)
    .map(({ points, message }) => `${codeSpan(message, 200)} (${points})`);
  const rest = risk.reasons.length - reasons.length;
  const because = reasons.length === 0 ? '' : `: ${reasons.join(', ')}`;
  return [
    '',
    `**Risk**: ${risk.level}, ${count(risk.score, 'point')}${because}${rest > 0 ? `, and ${rest} more` : ''}`,
    '',
    `**Needs**: ${approvalWords(approvals)}`,
  ];
}

/** Whose consent it takes, in words of ours; names of owners are quoted by whoever shows them. */
export function approvalWords({
  required,
  roles,
  excludeRequester,
  requireCodeOwners,
  codeOwners,
}: Policy['approvals']): string {
  const owners = codeOwners.flatMap(({ owners: names }) => names);
  const named = [...new Set(owners)].slice(0, mostReasons).map((name) => codeSpan(name, 100));
  return [
    `${count(required, 'approval')}${roles.length > 0 ? ` of ${roles.join(', ')}` : ''}`,
    ...(excludeRequester ? ['not by whoever asked'] : []),
    ...(named.length > 0
      ? [`${requireCodeOwners ? 'code owners among them' : 'owned by'}: ${named.join(', ')}`]
      : []),
  ].join('; ');
}

function relaxedLines({ relaxed }: Policy): Block {
  if (relaxed.length === 0) return [];
  return [
    '',
    '**Relaxed here**, by the configuration of the base:',
    '',
    ...relaxed.map(
      ({ rule, was, now, because }) =>
        `- ${codeSpan(rule)}: ${codeSpan(was)} became ${codeSpan(now)}, because: ${codeSpan(because, 400)}`,
    ),
  ];
}
