import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type CaseFormat,
  readReport,
} from '../../../action/core/workflows/verify/reports/read-report.ts';

/** As the real runner wrote it. */
function sample(name: string): Uint8Array {
  return readFileSync(join(import.meta.dirname, 'samples', name));
}

function read(format: CaseFormat, bytes: Uint8Array | string, isFile = true) {
  const content = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  const { cases, problem } = readReport(format, content, { workspace: '/workspace', isFile });
  return {
    problem,
    told: cases.map(({ outcome, file, name }) =>
      [outcome, file, name].filter((part) => part !== undefined).join(' | '),
    ),
    cases,
  };
}

describe('what real runners wrote', () => {
  it('[SVC-44] pytest, as JUnit XML', () => {
    expect(read('pytest', sample('pytest.xml'))).toMatchObject({
      problem: undefined,
      told: [
        'passed | test_a > test_ok',
        'failed | test_a > test_bad',
        'skipped | test_a > test_skip',
        'skipped | test_a > test_x',
        'error | test_a > test_err',
        'passed | test_a.TestK > test_m[1]',
        'passed | test_a.TestK > test_m[2]',
      ],
    });
  });

  it('pytest, as it prints its own summary, not what tests print to look like one', () => {
    expect(read('pytest', sample('pytest.txt'), false)).toMatchObject({
      problem: undefined,
      told: [
        'passed | test_a.py | test_a.py::test_ok',
        'passed | test_a.py | test_a.py::TestK::test_m[1]',
        'passed | test_a.py | test_a.py::TestK::test_m[2]',
        'skipped | test_a.py | test_a.py > later',
        'skipped | test_a.py | test_a.py::test_x',
        'error | test_a.py | test_a.py::test_err',
        'failed | test_a.py | test_a.py::test_bad',
      ],
    });
  });

  it('go test, leaves and packages that did not build', () => {
    expect(read('go-test', sample('go-test.txt'), false)).toMatchObject({
      problem: undefined,
      told: [
        'passed | example.com/x | TestOk',
        'passed | example.com/x | TestBad/one',
        'failed | example.com/x | TestBad/two',
        'skipped | example.com/x | TestSkip',
        'failed | example.com/x/b | example.com/x/b',
      ],
    });
  });

  it('cargo test, whatever the tests print', () => {
    expect(read('cargo', sample('cargo.txt'), false)).toMatchObject({
      problem: undefined,
      told: [
        'skipped | later',
        'passed | ok',
        'passed | pan',
        'failed | bad',
        'passed | src/lib.rs - (line 1)',
      ],
    });
  });

  it('vitest, with files that did not load', () => {
    expect(read('vitest', sample('vitest.json'))).toMatchObject({
      problem: undefined,
      told: [
        'passed | vt/a.test.js | sums > adds',
        'failed | vt/a.test.js | sums > subtracts',
        'skipped | vt/a.test.js | sums > later',
        'skipped | vt/a.test.js | sums > some day',
        'failed | vt/b.test.js | vt/b.test.js',
      ],
    });
  });

  it('libtest, as JSON', () => {
    const text = [
      '{ "type": "suite", "event": "started", "test_count": 2 }',
      '{ "type": "test", "event": "started", "name": "ok" }',
      '{ "type": "test", "name": "ok", "event": "ok", "exec_time": 0.002 }',
      '{ "type": "test", "name": "bad", "event": "failed" }',
      '{ "type": "suite", "event": "failed", "passed": 1, "failed": 1 }',
    ].join('\n');

    expect(read('cargo', text, false)).toMatchObject({
      problem: undefined,
      cases: [
        { name: 'ok', outcome: 'passed', durationMs: 2 },
        { name: 'bad', outcome: 'failed' },
      ],
    });
  });

  it('JUnit of other runners: nested suites, files, a namespace, a suite that broke', () => {
    const text = `<?xml version="1.0"?>
      <testsuites tests="99" failures="0">
        <testsuite name="outer" file="/workspace/spec/a.rb">
          <testsuite name="inner"><testcase name="works" time="1,000.5"/></testsuite>
          <testcase name="two ways"><skipped/><failure>no</failure><system-out>x</system-out></testcase>
        </testsuite>
        <testsuite name="broken"><error message="could not load"/></testsuite>
      </testsuites>`;

    expect(read('junit', text)).toMatchObject({
      problem: undefined,
      cases: [
        { name: 'inner > works', file: 'spec/a.rb', outcome: 'passed', durationMs: 1_000_500 },
        { name: 'outer > two ways', file: 'spec/a.rb', outcome: 'failed' },
        { name: 'broken', outcome: 'error' },
      ],
    });
  });
});

describe('reports that can not be believed', () => {
  const wrong: readonly (readonly [string, CaseFormat, string, RegExp])[] = [
    ['JUnit that is cut off', 'junit', '<testsuite><testcase name="a"/>', /not XML/],
    ['JUnit that is something else', 'junit', '<html></html>', /no test suite/],
    ['nothing at all', 'junit', '', /not XML|no test suite/],
    ['JSON of something else', 'vitest', '{"success":true,"numPassedTests":9}', /not the JSON/],
    ['JSON that is cut off', 'jest', '{"testResults":[', /not the JSON/],
    ['events that are none', 'go-test', '{"Action":\n', /not an event/],
    ['no events', 'go-test', 'ok  \texample.com/x\t0.1s\n', /no event/],
    [
      'a Rust program that crashed',
      'cargo',
      'running 2 tests\ntest a ... ok\n',
      /without its result/,
    ],
    [
      'a Rust program that left a test out',
      'cargo',
      'running 2 tests\ntest a ... ok\n\ntest result: ok. 2 passed; 0 failed; 0 ignored\n',
      /not tell of all/,
    ],
    ['pytest without its summary', 'pytest', '.. [100%]\n2 passed in 0.01s\n', /-rA/],
    [
      'pytest whose summary was cut',
      'pytest',
      '=== short test summary info ===\nPASSED a.py::a\n2 passed in 0.01s\n',
      /add up/,
    ],
  ];

  it.each(wrong)('%s', (_, format, text, problem) => {
    expect(read(format, text, false).problem ?? read(format, text).problem).toMatch(problem);
  });

  it('a Go test that never ended is an error', () => {
    const text = '{"Action":"run","Package":"p","Test":"TestA"}\n{"Action":"fail","Package":"p"}';

    expect(read('go-test', text, false).told).toEqual(['error | p | TestA']);
  });

  it('a status that nobody knows is an error', () => {
    const text = JSON.stringify({
      testResults: [
        { name: 'a', status: 'passed', assertionResults: [{ title: 't', status: 'great' }] },
      ],
    });

    expect(read('vitest', text).told).toEqual(['error | a | t']);
  });
});
