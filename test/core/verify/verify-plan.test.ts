import { describe, expect, it } from 'vitest';
import { node, planOf, verified } from './planned.ts';

describe('a report in a file', () => {
  it('[C10] is read from outside the checkout, where nothing was before the check ran', async () => {
    const left = node(
      "const fs = require('fs'); fs.mkdirSync(process.env.PATCHPLANE_REPORT_DIR + '/kept', { recursive: true }); if (fs.readdirSync(process.env.PATCHPLANE_REPORT_DIR).length > 1) process.exit(7); if (process.env.PATCHPLANE_REPORT.startsWith(process.cwd())) process.exit(8); fs.writeFileSync(process.env.PATCHPLANE_REPORT, '<testsuite><testcase name=\"a\"/></testsuite>');",
    );
    const plan = planOf([{ command: left, report: 'junit', reportPath: 'out.xml', repeat: 2 }]);

    const { verification } = await verified(plan, { a: '1' }, { a: '2' });

    expect(verification.candidate).toMatchObject({
      status: 'passed',
      cases: [{ id: 'check-1::a', outcome: 'passed', passRatio: 1 }],
    });
  });

  it('[C10] does not count where the candidate committed one instead of making one', async () => {
    const forged = '<testsuite><testcase name="a"/></testsuite>';
    const plan = planOf([{ command: ['true'], report: 'junit', reportPath: 'out.xml' }]);

    const { verification } = await verified(plan, { a: '1' }, { 'out.xml': forged });

    expect(verification.candidate.status).toBe('error');
    expect(verification.results.at(-1)?.reason).toBe('The program wrote no report file.');
  });

  it('compares case by case, and keeps the file as evidence', async () => {
    const cases = node(
      "const fs = require('fs'); const all = fs.readFileSync('cases', 'utf8'); fs.writeFileSync(process.argv[1], '<testsuite>' + all + '</testsuite>'); process.exit(all.includes('failure') ? 1 : 0)",
      '{report}',
    );
    const plan = planOf([{ command: cases, report: 'junit', reportPath: 'deep/er/out.xml' }]);

    const { verification, outcome } = await verified(
      plan,
      { cases: '<testcase name="a"/><testcase name="b"><failure/></testcase>' },
      { cases: '<testcase name="b"/><testcase name="c"><failure/></testcase>' },
    );

    expect(verification.summary).toEqual({
      newFailures: ['check-1::c'],
      fixed: ['check-1::b'],
      stillFailing: [],
      disappeared: ['check-1::a'],
      newlySkipped: [],
    });
    expect(outcome.evidence?.filter(({ kind }) => kind === 'test-report')).toHaveLength(4);
  });

  it('[C9] a report that is too large is an error, and the evidence says that it was cut', async () => {
    const huge = node(
      "require('fs').writeFileSync(process.argv[1], Buffer.alloc(33 * 1024 * 1024))",
      '{report}',
    );
    const plan = planOf([{ command: huge, report: 'junit', reportPath: 'out.xml' }]);

    const { verification, outcome } = await verified(plan, { a: '1' }, { a: '2' });

    expect(verification.results).toMatchObject([
      { status: 'error', truncated: true },
      { status: 'error', truncated: true, reason: 'The report file is larger than anybody reads.' },
    ]);
    expect(outcome.evidence?.some(({ truncated }) => truncated)).toBe(true);
  });
});

describe('a check that runs several times', () => {
  it('[BEAT-13] marks what is flaky, and hides no failure by it', async () => {
    const flaky = node(
      "const fs = require('fs'); const count = process.env.HOME + '/count'; const n = fs.existsSync(count) ? Number(fs.readFileSync(count)) : 0; fs.writeFileSync(count, String(n + 1)); const bad = n % 3 === 1 ? '<failure/>' : ''; fs.writeFileSync(process.argv[1], '<testsuite><testcase name=\"sure\"/><testcase name=\"shaky\">' + bad + '</testcase></testsuite>'); process.exit(bad ? 1 : 0)",
      '{report}',
    );
    const plan = planOf([{ command: flaky, report: 'junit', reportPath: 'out.xml', repeat: 3 }]);

    const { verification } = await verified(plan, { a: '1' }, { a: '2' });

    expect(verification.flaky).toEqual(['check-1::shaky']);
    expect(verification.candidate.status).toBe('failed');
    expect(verification.candidate.cases).toMatchObject([
      { id: 'check-1::sure', outcome: 'passed', passRatio: 1 },
      { id: 'check-1::shaky', outcome: 'failed', passRatio: 2 / 3 },
    ]);
    expect(verification.summary).toMatchObject({ stillFailing: ['check-1::shaky'], fixed: [] });
    expect(verification.results.at(-1)).toMatchObject({ runs: 3, exitCode: 1 });
  });
});

describe('a screenshot', () => {
  it('[PRV-16] of the page before and after, by the headless browser that the sandbox has', async () => {
    const command = [
      '{chromium}',
      ...['--headless', '--no-sandbox', '--disable-gpu', '--window-size=320,200'],
      ...['--screenshot={report}', 'page.html'],
    ];
    const plan = planOf([
      { kind: 'browser', command, report: 'screenshot', reportPath: 'page.png' },
    ]);

    const { verification, outcome } = await verified(
      plan,
      { 'page.html': '<body style="background: red">' },
      { 'page.html': '<body style="background: blue">' },
    );

    const shots = outcome.evidence?.filter(({ kind }) => kind === 'screenshot') ?? [];
    if (verification.candidate.status === 'not-run') {
      // A machine without any Chromium says so, and nothing is taken for a picture.
      expect(verification.results[0]?.reason).toBe('The sandbox has no Chromium.');
      expect(shots).toEqual([]);
      return;
    }
    expect(shots.map(({ producer, contentType }) => `${producer} ${contentType}`)).toEqual([
      'verify/baseline/check-1 image/png',
      'verify/candidate/check-1 image/png',
    ]);
    expect(Buffer.from(shots[0]?.content ?? []).equals(shots[1]?.content ?? Buffer.of())).toBe(
      false,
    );
  }, 60_000);

  it('that is none is refused, and is no evidence', async () => {
    const html = node("require('fs').writeFileSync(process.argv[1], '<script>')", '{report}');
    const plan = planOf([{ command: html, report: 'screenshot', reportPath: 'page.png' }]);

    const { verification, outcome } = await verified(plan, { a: '1' }, { a: '2' });

    expect(verification.results.at(-1)).toMatchObject({
      status: 'error',
      reason: 'The screenshot is refused: it is neither PNG nor JPEG.',
    });
    expect(outcome.evidence?.filter(({ kind }) => kind === 'screenshot')).toEqual([]);
  });
});

describe('what can not run here', () => {
  it('is not run, says why, and is not counted as passed', async () => {
    const plan = planOf([{ platform: 'macos' }, {}]);

    const { verification } = await verified(plan, { a: '1' }, { a: '2' });

    expect(verification.results.at(-2)).toMatchObject({
      requirementKey: 'check-1',
      status: 'not-run',
      reason: 'It runs on macos, and the sandbox is Linux.',
    });
    expect(verification.candidate).toMatchObject({ status: 'passed', cases: [{ name: 'true' }] });
  });
});
