import { Parser, type Result } from 'tap-parser';
import type { NamedCase } from '../case-ids.ts';
import { type ParsedReport, refusedReport } from './parsed-report.ts';
import { tapLines } from './tap-lines.ts';

/**
 * Reads TAP from a program that may lie. Counts are recomputed from the cases; a plan that
 * does not match them, a repeated number, a bail-out or a missing plan is a problem. Of nested
 * tests only the leaves are cases; a parent is one where it fails and no leaf says why.
 */
export function parseTap(text: string): ParsedReport {
  const tap = tapLines(text);
  if (tap.kind === 'refused') return refusedReport(tap.because);
  const parser = new Parser();
  const cases: NamedCase[] = [];
  const problems = watch(parser, [], cases);
  for (const line of tap.lines) parser.write(line);
  parser.end();
  return { cases, problem: problems() ?? problemOf(parser) };
}

/** Collects a parser's cases; answers with the first problem of its children. */
function watch(
  parser: Parser,
  names: readonly string[],
  cases: NamedCase[],
): () => string | undefined {
  let problem: string | undefined;
  /** Where the cases of the subtest begin whose closing point comes next. */
  let openFrom: number | undefined;
  parser.on('child', (child: Parser) => {
    const childNames = [...names, child.name].filter((name) => name !== '');
    openFrom = cases.length;
    const problems = watch(child, childNames, cases);
    child.on('complete', () => {
      problem ??= problems() ?? problemOf(child);
    });
  });
  parser.on('assert', (result: Result) => {
    const leaves = openFrom === undefined ? [] : cases.slice(openFrom);
    const isParent = openFrom !== undefined && (leaves.length > 0 || isSuite(result));
    openFrom = undefined;
    const passed = outcomeOf(result) === 'passed';
    const explained = passed || leaves.some(({ outcome }) => outcome === 'failed');
    if ((isParent || isSuite(result)) && explained) return;
    cases.push(caseOf(result, names));
  });
  return () => problem;
}

/** Node's name for a test file that failed as a whole. */
const testFile = /^[^\s:]+\.[cm]?[jt]sx?$/;

function caseOf(result: Result, names: readonly string[]): NamedCase {
  const name = [...names, result.name || '(unnamed)'].join(' > ');
  return {
    name,
    outcome: outcomeOf(result),
    ...(testFile.test(name) ? { file: name } : {}),
    ...(result.time !== null && result.time >= 0 ? { durationMs: result.time } : {}),
  };
}

function outcomeOf(result: Result): NamedCase['outcome'] {
  if (result.skip || result.todo) return 'skipped';
  return result.ok ? 'passed' : 'failed';
}

/** Node's runner says so; other producers have no such notion. */
function isSuite(result: Result): boolean {
  return result.diag?.type === 'suite';
}

function problemOf(parser: Parser): string | undefined {
  if (parser.bailedOut) return 'The tests bailed out.';
  const wrong = parser.failures.find(({ tapError }) => tapError);
  return wrong ? 'The report contradicts its own plan.' : undefined;
}
