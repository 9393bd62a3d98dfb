import { z } from 'zod';
import type { NamedCase } from '../case-ids.ts';
import {
  createCaseList,
  milliseconds,
  type ParsedReport,
  refusedReport,
  timed,
} from './parsed-report.ts';

/** What libtest prints, as text or (with `-Z unstable-options --format json`) as JSON. */
export function parseCargo(text: string): ParsedReport {
  const lines = text.split('\n').map((line) => line.trimEnd());
  return lines.some((line) => line.startsWith('{')) ? parseJson(lines) : parseText(lines);
}

const running = /^running (\d+) tests?$/;
const result = /^test result: (?:ok|FAILED)\. \d+ passed; /;
const test = /^test (.+?)(?: - should panic)? \.\.\. (ok|FAILED|ignored(?:, .*)?|bench: .*)$/;

/**
 * A program says how many tests it runs, then has one line for each, then its result. Lines after
 * the last test are output of tests, whatever they look like; a program without a result crashed.
 */
function parseText(lines: readonly string[]): ParsedReport {
  const list = createCaseList();
  const programs = createPrograms();
  for (const line of lines) {
    const told = lineOf(line, programs);
    if (told) list.add(told);
  }
  if (programs.count() === 0) return refusedReport('it has no line of a Rust test program');
  return { cases: list.cases, problem: programs.problem() ?? list.problem() };
}

function lineOf(line: string, programs: Programs): NamedCase | undefined {
  if (!programs.isRunning()) {
    const begun = running.exec(line);
    if (begun) programs.begin(Number(begun[1]));
    return undefined;
  }
  if (result.test(line)) {
    programs.end();
    return undefined;
  }
  const told = programs.expectsMore() ? test.exec(line) : null;
  if (!told) return undefined;
  programs.countTest();
  return { name: told[1] ?? '', outcome: textOutcome(told[2] ?? '') };
}

function textOutcome(word: string): NamedCase['outcome'] {
  if (word === 'FAILED') return 'failed';
  return word.startsWith('ignored') ? 'skipped' : 'passed';
}

const Event = z.looseObject({
  type: z.string(),
  event: z.string().optional(),
  name: z.string().optional(),
  exec_time: z.number().nonnegative().optional(),
  test_count: z.number().optional(),
});

const outcomes: ReadonlyMap<string, NamedCase['outcome']> = new Map([
  ['ok', 'passed'],
  ['failed', 'failed'],
  ['ignored', 'skipped'],
  ['timeout', 'error'],
]);

function parseJson(lines: readonly string[]): ParsedReport {
  const list = createCaseList();
  const programs = createPrograms();
  for (const line of lines.filter((one) => one.startsWith('{'))) {
    const event = eventOf(line);
    if (!event) return refusedReport('a line of it is not an event of libtest');
    const told = caseOf(event, programs);
    if (told) list.add(told);
  }
  return { cases: list.cases, problem: programs.problem() ?? list.problem() };
}

function caseOf(event: z.infer<typeof Event>, programs: Programs): NamedCase | undefined {
  if (event.type === 'suite') {
    if (event.event === 'started') programs.begin(event.test_count ?? 0);
    else programs.end();
  }
  const outcome = event.type === 'test' ? outcomes.get(event.event ?? '') : undefined;
  if (!outcome || event.name === undefined) return undefined;
  programs.countTest();
  return { name: event.name, outcome, ...timed(milliseconds(event.exec_time)) };
}

type Programs = ReturnType<typeof createPrograms>;

/** Whether each test program told of all its tests, and ended. */
function createPrograms() {
  let begun = 0;
  let isRunning = false;
  let left = 0;
  let problem: string | undefined;
  return {
    begin(tests: number) {
      if (isRunning) problem ??= unended;
      begun += 1;
      isRunning = true;
      left = tests;
    },
    countTest() {
      left -= 1;
    },
    end() {
      isRunning = false;
      if (left > 0) problem ??= untold;
    },
    isRunning: () => isRunning,
    expectsMore: () => left > 0,
    count: () => begun,
    problem: () => (isRunning ? (problem ?? unended) : problem),
  };
}

const untold = 'A test program did not tell of all its tests.';
const unended = 'A test program ended without its result.';

function eventOf(line: string): z.infer<typeof Event> | undefined {
  try {
    return Event.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
