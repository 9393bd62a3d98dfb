import type { FindingsReport } from '../../../domain/ai-review.ts';
import { codeQuality } from './code-quality.ts';
import { reviewHtml } from './html.ts';
import { reviewMarkdown } from './markdown.ts';
import { sarif } from './sarif.ts';

export interface ArtifactChoice {
  readonly htmlReport: boolean;
  readonly codeQualityExport: boolean;
}

/** Every name that a review may write. */
export const artifactNames = [
  'ai-review.json',
  'ai-review.md',
  'ai-review.sarif',
  'ai-review.html',
  'gl-code-quality-report.json',
] as const;

export interface Artifact {
  readonly name: (typeof artifactNames)[number];
  readonly content: string;
}

/** All formats of one payload. The payload itself is written as it is, unknown keys and all. */
export function renderArtifacts(
  report: FindingsReport,
  { htmlReport, codeQualityExport }: ArtifactChoice,
): readonly Artifact[] {
  return [
    { name: 'ai-review.json', content: `${JSON.stringify(report, null, 2)}\n` },
    { name: 'ai-review.md', content: reviewMarkdown(report) },
    { name: 'ai-review.sarif', content: sarif(report) },
    ...(htmlReport ? [{ name: 'ai-review.html' as const, content: reviewHtml(report) }] : []),
    ...(codeQualityExport
      ? [{ name: 'gl-code-quality-report.json' as const, content: codeQuality(report) }]
      : []),
  ];
}
