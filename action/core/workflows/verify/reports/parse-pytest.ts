import type { NamedCase } from '../case-ids.ts';
import { createCaseList, type ParsedReport, refusedReport } from './parsed-report.ts';

const header = /^=+ short test summary info =+$/;
const total = /^(?:=+ )?(\d.*) in [\d.]+s(?: \([\d:]+\))?(?: =+)?$/;
const line = /^(PASSED|FAILED|ERROR|XFAIL|XPASS) (\S.*)$/;
/** The line number in front of the reason moves with every edit. */
const skipped = /^SKIPPED \[(\d+)\] ([^:]+)(?::\d+)?: (.*)$/;

const outcomes: ReadonlyMap<string, NamedCase['outcome']> = new Map([
  ['PASSED', 'passed'],
  ['FAILED', 'failed'],
  ['ERROR', 'error'],
  ['XFAIL', 'skipped'],
  ['XPASS', 'passed'],
]);

/**
 * Reads what `pytest -rA` prints: the last summary, which comes after everything that tests can
 * print by themselves. Its lines have to add up to the total under them; a skipped test has no
 * name there, so its reason stands for it. JUnit XML says more: prefer it.
 */
export function parsePytest(text: string): ParsedReport {
  const lines = text.split('\n').map((one) => one.trimEnd());
  const start = lines.findLastIndex((one) => header.test(one));
  const end = lines.findLastIndex((one) => total.test(one));
  if (end < 0) return refusedReport("it does not end with pytest's own total");
  if (start < 0 || end < start) return refusedReport('it has no summary; run pytest with -rA');
  const list = createCaseList();
  let told = 0;
  for (const one of lines.slice(start + 1, end)) {
    const many = skipped.exec(one);
    if (many) {
      told += Number(many[1]);
      const [, , file = '', reason = ''] = many;
      list.add({ name: `${file} > ${reason}`, file, outcome: 'skipped' });
      continue;
    }
    const [, word = '', rest = ''] = line.exec(one) ?? [];
    const outcome = outcomes.get(word);
    if (!outcome) continue;
    told += 1;
    const name = rest.split(' - ')[0] ?? rest;
    list.add({ name, ...fileOf(name), outcome });
  }
  const expected = countOf(total.exec(lines[end] ?? '')?.[1] ?? '');
  if (told !== expected)
    return {
      cases: list.cases,
      problem: 'The summary does not add up to its total; run pytest with -rA.',
    };
  return { cases: list.cases, problem: list.problem() };
}

function fileOf(name: string): { readonly file?: string } {
  const at = name.indexOf('::');
  return at > 0 ? { file: name.slice(0, at) } : {};
}

/** `3 passed, 1 failed, 2 warnings`: tests only. */
function countOf(totals: string): number {
  return totals
    .split(', ')
    .map((part) => /^(\d+) (passed|failed|errors?|skipped|xfailed|xpassed)$/.exec(part))
    .reduce((sum, part) => sum + Number(part?.[1] ?? 0), 0);
}
