import type { VerificationRequirement } from '../../../../domain/verification.ts';
import { parseCargo } from './parse-cargo.ts';
import { parseGoTest } from './parse-go-test.ts';
import { parseJest } from './parse-jest.ts';
import { parseJunit } from './parse-junit.ts';
import { parsePytest } from './parse-pytest.ts';
import { parseTap } from './parse-tap.ts';
import { type ParsedReport, refusedReport, reportLimits } from './parsed-report.ts';

/** Formats that list cases. */
export type CaseFormat = Exclude<VerificationRequirement['report'], 'exit-code' | 'screenshot'>;

/** Reads a report that anybody may have written; whatever is wrong with it is told, not thrown. */
export function readReport(
  format: CaseFormat,
  bytes: Uint8Array,
  from: { readonly workspace: string; readonly isFile: boolean },
): ParsedReport {
  if (bytes.length > reportLimits.bytes) return refusedReport('it is larger than 32 MB');
  const text = new TextDecoder('utf-8').decode(bytes);
  switch (format) {
    case 'tap':
      return parseTap(text);
    case 'junit':
      return parseJunit(text, from.workspace);
    case 'jest':
    case 'vitest':
      return parseJest(text, from.workspace);
    case 'go-test':
      return parseGoTest(text);
    case 'cargo':
      return parseCargo(text);
    case 'pytest':
      // Its file is JUnit XML; what it prints is its own summary.
      return from.isFile ? parseJunit(text, from.workspace) : parsePytest(text);
  }
}
