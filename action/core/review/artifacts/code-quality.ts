import type { FindingsReport } from '../../../domain/ai-review.ts';
import { visible } from '../../report/untrusted-text.ts';
import { fingerprintsOf } from './fingerprint.ts';

/** GitLab's words (docs.gitlab.com, Code Quality, "report format"). */
const severities = {
  blocker: 'blocker',
  high: 'critical',
  medium: 'major',
  low: 'minor',
  info: 'info',
} as const;

/** `gl-code-quality-report.json`: a mirror of the findings; `[]` without any. */
export function codeQuality({ findings }: FindingsReport): string {
  const fingerprints = fingerprintsOf(findings);
  const entries = findings.map((finding, index) => ({
    description: visible(`${finding.title}: ${finding.description}`),
    check_name: `ai-review/${finding.category}`,
    fingerprint: fingerprints[index],
    severity: severities[finding.severity],
    categories: [finding.category],
    location: {
      path: finding.file,
      lines: { begin: finding.line_start, end: finding.line_end },
    },
  }));
  return `${JSON.stringify(entries, null, 2)}\n`;
}
