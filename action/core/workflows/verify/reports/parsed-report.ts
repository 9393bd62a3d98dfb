import type { NamedCase } from '../case-ids.ts';

/** What a report says, by its cases alone: totals that stand in it are never read. */
export interface ParsedReport {
  readonly cases: readonly NamedCase[];
  /** Why the report can not be believed as a whole; one sentence, or undefined. */
  readonly problem: string | undefined;
}

export const reportLimits = {
  /** Of the report as bytes; a larger one is not read at all. */
  bytes: 32 * 1024 * 1024,
  cases: 200_000,
  /** Elements, objects or subtests inside each other. */
  depth: 64,
  /** Characters of one name before it is cut to a digest. */
  name: 8_192,
} as const;

export function refusedReport(because: string): ParsedReport {
  return { cases: [], problem: `The report is refused: ${because}.` };
}

/** Collects cases up to the limit; `problem` says when there were more. */
export function createCaseList() {
  const cases: NamedCase[] = [];
  let tooMany = false;
  return {
    cases,
    get isFull() {
      return tooMany;
    },
    add(found: NamedCase) {
      if (cases.length < reportLimits.cases) cases.push(found);
      else tooMany = true;
    },
    problem: () =>
      tooMany
        ? `The report has more than ${reportLimits.cases} cases; the rest was cut.`
        : undefined,
  };
}

/** Seconds as reporters write them, in whole milliseconds; undefined where they do not. */
export function milliseconds(seconds: string | number | undefined): number | undefined {
  if (seconds === undefined || seconds === '') return undefined;
  const value = Number(typeof seconds === 'string' ? seconds.replaceAll(',', '') : seconds);
  return Number.isFinite(value) && value >= 0 ? Math.round(value * 1_000) : undefined;
}

/** An optional property as `exactOptionalPropertyTypes` wants it. */
export function timed(durationMs: number | undefined): { readonly durationMs?: number } {
  return durationMs === undefined ? {} : { durationMs };
}

/** Reporters write absolute paths; where the checkout lies is nobody's business. */
export function insideWorkspace(path: string, workspace: string): string {
  return path.startsWith(`${workspace}/`) ? path.slice(workspace.length + 1) : path;
}
