import { SaxesParser } from 'saxes';
import { withIds } from '../../action/core/workflows/verify/case-ids.ts';
import { readReport } from '../../action/core/workflows/verify/reports/read-report.ts';
import { median, type Row, rounded } from './row.ts';

const rounds = 5;
const cases = 100_000;

/**
 * A JUnit report of 100,000 cases, from bytes to cases with ids. The reference is the XML parser
 * alone on the same bytes, with handlers that do nothing, in the same process, in turns.
 */
export function measureJunit(): readonly Row[] {
  const report = longReport();
  const ours: number[] = [];
  const reference: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(seconds(() => readAll(report)));
    reference.push(seconds(() => parseAlone(report)));
  }
  const [value, alone] = [median(ours), median(reference)];
  return [
    {
      name: 'JUnit report of 100,000 cases: read, counted, given ids',
      value: rounded(value),
      unit: 's',
      reference: rounded(alone),
      ratio: rounded(value / alone),
      target: 'at most 3 of the XML parser alone',
      holds: value / alone <= 3,
    },
  ];
}

/** As a large Java project writes it: classes of 50 methods, one in a hundred with a stack trace. */
function longReport(): Uint8Array {
  const parts = ['<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n'];
  const trace = `at org.example.${'deep.'.repeat(10)}Thing.run(Thing.java:1)\n`.repeat(20);
  for (let at = 0; at < cases; at += 1) {
    const name = `org.example.module${Math.floor(at / 500)}.Class${Math.floor(at / 50)}Test`;
    if (at % 50 === 0) parts.push(`<testsuite name="${name}" tests="50" failures="1">\n`);
    const open = `<testcase classname="${name}" name="method${at % 50}()" time="0.0${at % 10}"`;
    parts.push(
      at % 100 === 99
        ? `${open}><failure message="expected &lt;1&gt;">${trace}</failure></testcase>\n`
        : `${open}/>\n`,
    );
    if (at % 50 === 49) parts.push('</testsuite>\n');
  }
  parts.push('</testsuites>\n');
  return new TextEncoder().encode(parts.join(''));
}

function readAll(report: Uint8Array): void {
  const read = readReport('junit', report, { workspace: '/workspace', isFile: true });
  const found = withIds('unit', read.cases);
  if (read.problem !== undefined || found.length !== cases) throw new Error('it was not read');
}

function parseAlone(report: Uint8Array): void {
  const parser = new SaxesParser({ xmlns: false, position: false, fragment: false });
  let elements = 0;
  parser.on('opentag', () => {
    elements += 1;
  });
  parser.write(new TextDecoder('utf-8').decode(report));
  parser.close();
  if (elements < cases) throw new Error('it was not parsed');
}

function seconds(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1_000;
}
