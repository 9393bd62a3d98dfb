import { z } from 'zod';
import type { NamedCase } from '../case-ids.ts';
import {
  createCaseList,
  milliseconds,
  type ParsedReport,
  refusedReport,
  timed,
} from './parsed-report.ts';

/** One line of `go test -json` (cmd/test2json). */
const Event = z.looseObject({
  Action: z.string(),
  Package: z.string().optional(),
  Test: z.string().optional(),
  Elapsed: z.number().optional(),
});

const outcomes: ReadonlyMap<string, NamedCase['outcome']> = new Map([
  ['pass', 'passed'],
  ['fail', 'failed'],
  ['skip', 'skipped'],
]);

type Found = NamedCase & { readonly file: string };

/**
 * Reads the stream of events. Of nested tests the leaves are cases; a parent, or a package, is one
 * where it failed and nothing in it says why (a panic, a build that broke). A test that began and
 * never ended is an error.
 */
export function parseGoTest(text: string): ParsedReport {
  // A build that breaks prints plain lines among the events.
  const lines = text.split('\n').filter((line) => line.startsWith('{'));
  if (lines.length === 0) return refusedReport('it has no event of go test');
  const tests = new Map<string, Found>();
  const packages = new Map<string, Found>();
  for (const line of lines) {
    const event = eventOf(line);
    if (!event) return refusedReport('a line of it is not an event of go test');
    const { Action: action, Package: file = '(no package)', Test: test, Elapsed: elapsed } = event;
    const outcome = outcomes.get(action);
    const found = { file, name: test ?? file, ...timed(milliseconds(elapsed)) };
    if (test !== undefined) {
      const key = `${file}\n${test}`;
      // Output may come after the end; only an end ends.
      if (outcome || !tests.has(key)) tests.set(key, { ...found, outcome: outcome ?? 'error' });
    } else if (outcome) packages.set(file, { ...found, outcome });
  }
  return casesOf(tests, packages);
}

function casesOf(
  tests: ReadonlyMap<string, Found>,
  packages: ReadonlyMap<string, Found>,
): ParsedReport {
  const list = createCaseList();
  const parents = new Set([...tests.keys()].flatMap(parentsOf));
  /** Parents and packages in which something failed. */
  const explained = new Set(
    [...tests].filter(isBad).flatMap(([key, { file }]) => [file, ...parentsOf(key)]),
  );
  for (const [key, found] of tests) {
    const alone = found.outcome !== 'passed' && !explained.has(key);
    if (!parents.has(key) || alone) list.add(found);
  }
  for (const found of packages.values())
    if (found.outcome === 'failed' && !explained.has(found.file)) list.add(found);
  return { cases: list.cases, problem: list.problem() };
}

function isBad([, { outcome }]: readonly [string, Found]): boolean {
  return outcome === 'failed' || outcome === 'error';
}

/** `TestA/b/c` is inside `TestA/b` and `TestA`. */
function parentsOf(key: string): readonly string[] {
  const slash = key.indexOf('\n');
  const [file, name] = [key.slice(0, slash), key.slice(slash + 1)];
  const parts = name.split('/').slice(0, 64);
  return parts.slice(1).map((_, at) => `${file}\n${parts.slice(0, at + 1).join('/')}`);
}

function eventOf(line: string): z.infer<typeof Event> | undefined {
  try {
    return Event.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
