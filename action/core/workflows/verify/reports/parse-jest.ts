import { z } from 'zod';
import type { NamedCase } from '../case-ids.ts';
import {
  createCaseList,
  insideWorkspace,
  type ParsedReport,
  refusedReport,
  timed,
} from './parsed-report.ts';

/** `jest --json`, and vitest's reporter of that name: the same form. */
const JestReport = z.looseObject({
  testResults: z.array(
    z.looseObject({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(
        z.looseObject({
          ancestorTitles: z.array(z.string()).optional(),
          title: z.string(),
          status: z.string(),
          duration: z.number().nonnegative().nullish(),
        }),
      ),
    }),
  ),
});

const outcomes: ReadonlyMap<string, NamedCase['outcome']> = new Map([
  ['passed', 'passed'],
  ['failed', 'failed'],
  ['pending', 'skipped'],
  ['skipped', 'skipped'],
  ['todo', 'skipped'],
  ['disabled', 'skipped'],
]);

/** Totals and `success` are not read; a status that nobody knows is an error. */
export function parseJest(text: string, workspace: string): ParsedReport {
  const parsed = JestReport.safeParse(jsonOf(text));
  if (!parsed.success) return refusedReport('it is not the JSON that jest and vitest write');
  const list = createCaseList();
  for (const { name, status, assertionResults } of parsed.data.testResults) {
    const file = insideWorkspace(name, workspace);
    const found = assertionResults.map(({ ancestorTitles = [], title, status: own, duration }) => ({
      name: [...ancestorTitles.filter((part) => part !== ''), title].join(' > '),
      file,
      outcome: outcomes.get(own) ?? ('error' as const),
      ...timed(duration ?? undefined),
    }));
    for (const one of found) list.add(one);
    // A file that did not load, or broke outside of its tests, stands for itself.
    const explained = found.some(({ outcome }) => outcome === 'failed' || outcome === 'error');
    if (status === 'failed' && !explained) list.add({ name: file, file, outcome: 'failed' });
  }
  return { cases: list.cases, problem: list.problem() };
}

/** Runners print more than their report: what is before the first brace of a line is theirs. */
function jsonOf(text: string): unknown {
  const start = text.startsWith('{') ? 0 : text.indexOf('\n{') + 1;
  try {
    return JSON.parse(text.slice(start));
  } catch {
    return undefined;
  }
}
