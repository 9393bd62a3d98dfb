import type { PolicyFinding } from '../../domain/policy-bundle.ts';
import type { ReviewFinding } from '../../domain/review-finding.ts';
import type { CheckAnnotation } from '../services/source-control-service.ts';
import { visible } from './untrusted-text.ts';

/** A finding of policy or of a reviewer, as far as it can stand at a line. */
type Located = Pick<
  ReviewFinding & PolicyFinding,
  'severity' | 'message' | 'path' | 'startLine'
> & { readonly endLine?: number | undefined; readonly category?: string; readonly rule?: string };

/** Findings at their lines; one without path or line stands in the summary only. */
export function annotationsOf(findings: readonly Located[]): readonly CheckAnnotation[] {
  return findings.flatMap((finding) => {
    const { severity, message, path, startLine, endLine } = finding;
    if (path === undefined || startLine === undefined) return [];
    return [
      {
        path,
        startLine,
        endLine: endLine ?? startLine,
        level: levels[severity],
        title: visible(`${severity} · ${finding.rule ?? finding.category ?? 'finding'}`),
        // GitHub shows annotations as plain text; what nobody sees is all there is to show.
        message: visible(message),
      },
    ];
  });
}

const levels = {
  blocker: 'failure',
  high: 'failure',
  medium: 'warning',
  low: 'notice',
  info: 'notice',
} as const satisfies Record<ReviewFinding['severity'], CheckAnnotation['level']>;
