import type { Log, Result } from 'sarif';
import type { FindingsReport } from '../../../domain/ai-review.ts';
import type { AiReviewFinding } from '../../../domain/ai-review-finding.ts';
import { FindingCategory } from '../../../domain/review-finding.ts';
import { visible } from '../../report/untrusted-text.ts';
import { fingerprintsOf } from './fingerprint.ts';
import { statusSentence } from './words.ts';

const levels = {
  blocker: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
} as const;

/** What GitHub sorts security findings by: 0 to 10. */
const securitySeverities = { blocker: '9.5', high: '8.0', medium: '5.5', low: '3.0', info: '0.5' };

/** `ai-review.sarif`, SARIF 2.1.0: the same findings, for code scanning. */
export function sarif(report: FindingsReport): string {
  const fingerprints = fingerprintsOf(report.findings);
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'PatchPlane review', rules: FindingCategory.options.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: didRun(report) }],
        results: report.findings.map((finding, index) => resultOf(finding, fingerprints[index])),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function didRun(report: FindingsReport): boolean {
  return /^\d/.test(statusSentence(report));
}

function ruleOf(category: FindingCategory) {
  return {
    id: `ai-review/${category}`,
    shortDescription: { text: `A ${category} finding of the model that reviewed the change.` },
    properties: { tags: ['ai-review', category] },
  };
}

function resultOf(finding: AiReviewFinding, fingerprint: string | undefined): Result {
  const { category, severity, line_start: startLine, line_end: endLine } = finding;
  const text = [finding.title, finding.description, `Recommendation: ${finding.recommendation}`];
  const security =
    category === 'security' ? { 'security-severity': securitySeverities[severity] } : {};
  return {
    ruleId: `ai-review/${category}`,
    ruleIndex: FindingCategory.options.indexOf(category),
    level: levels[severity],
    message: { text: plainMessage(text.join('\n\n')) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(finding.file), uriBaseId: '%SRCROOT%' },
          region: { startLine, endLine },
        },
      },
    ],
    partialFingerprints: { 'patchplaneFinding/v1': fingerprint ?? '' },
    properties: { severity, confidence: finding.confidence, ...security },
  };
}

/**
 * SARIF 3.11: even a plain message may hold links, `[text](target)`, and placeholders, `{0}`;
 * escaped, they are read as what they are.
 */
function plainMessage(text: string): string {
  return visible(text)
    .replace(/[\\[\]]/g, '\\$&')
    .replace(/\{(\d+)\}/g, '{{$1}}');
}

function uriOf(path: string): string {
  return path.toWellFormed().split('/').map(encodeURIComponent).join('/');
}
