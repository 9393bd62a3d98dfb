import { canonicalJson } from '../../../domain/canonical-json.ts';
import type { VerificationRequirement } from '../../../domain/verification.ts';
import type { Evidence } from '../../attempt.ts';
import type { Execution } from '../../services/sandbox-service.ts';
import type { ReportFile } from './judge-execution.ts';
import { readImage } from './reports/read-image.ts';

/** Never served as anything a browser would interpret. */
const text = 'text/plain; charset=utf-8';

/** What one execution printed, and the file that it wrote. */
export function executionEvidence(
  producer: string,
  requirement: VerificationRequirement,
  execution: Execution,
  file: ReportFile | undefined,
): readonly Evidence[] {
  const { truncated } = execution;
  const streams: readonly Evidence[] = [
    { kind: 'stdout', producer, contentType: text, content: execution.stdout, truncated },
    { kind: 'stderr', producer, contentType: text, content: execution.stderr, truncated },
  ];
  return [
    ...streams.filter(({ content }) => content.length > 0),
    ...fileEvidence(producer, requirement, file),
  ];
}

/** An image only where its own bytes say so; what claims to be one and is none is not kept. */
function fileEvidence(
  producer: string,
  { report }: VerificationRequirement,
  file: ReportFile | undefined,
): readonly Evidence[] {
  if (file?.kind !== 'file') return [];
  const content = file.bytes;
  if (report !== 'screenshot')
    return [{ kind: 'test-report', producer, contentType: text, content, truncated: false }];
  const image = readImage(content);
  if (image.kind !== 'image') return [];
  const { contentType } = image;
  return [{ kind: 'screenshot', producer, contentType, content, truncated: false }];
}

/** What was made of it: requirement, result and cases, in a form of ours. */
export function reportEvidence(producer: string, report: unknown): Evidence {
  return {
    kind: 'test-report',
    producer,
    contentType: 'application/json',
    content: new TextEncoder().encode(canonicalJson(report)),
    truncated: false,
  };
}
