import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { annotationsOf } from '../../action/core/report/finding-annotations.ts';
import { reportHtml } from '../../action/core/report/html.ts';
import { reportMarkdown, reportSummary } from '../../action/core/report/markdown.ts';
import { progressMarkdown } from '../../action/core/report/progress-markdown.ts';
import { sha256Hex } from '../../action/domain/digest.ts';
import { oneLine } from '../../action/entry/one-line.ts';
import { createJobLog } from '../../action/plugins/job-log/job-log.ts';
import { type AppHouse, startAppHouse } from '../approval-app/app-house.ts';
import { createTestBrowser, csrfIn, seenIn } from '../approval-app/browser.ts';
import { proposeClaims } from '../approval-app/ledger-house.ts';
import { askForDecision, newArtifact, samplePatch } from '../approval-app/run-records.ts';
import { sampleReport } from '../approval-app/sample-report.ts';
import { reportSaying } from '../core/report/hostile-report.ts';

const escapes: readonly (readonly [string, string])[] = [
  ['a colour (SGR)', '\u001b[31mred\u001b[0m'],
  ['hidden text (SGR 8)', '\u001b[8mhidden\u001b[28m'],
  ['an erased line (CSI)', 'all tests fail\u001b[2K\u001b[1Gall tests pass'],
  ['an erased screen (CSI)', '\u001b[2J\u001b[H'],
  ['a cursor that moves up (CSI)', '\u001b[3Aover what was there'],
  ['a saved cursor (ESC)', '\u001b7over\u001b8'],
  ['another screen (DEC private)', '\u001b[?1049h'],
  ['a terminal that is reset (RIS)', '\u001bc'],
  ['a device report (CSI)', '\u001b[6n\u001b[c'],
  ['a window title (OSC 0)', '\u001b]0;title\u0007'],
  ['a link (OSC 8)', '\u001b]8;;https://evil.test\u001b\\click\u001b]8;;\u001b\\'],
  ['the clipboard (OSC 52)', '\u001b]52;c;cm0gLXJmIC8=\u0007'],
  ['a picture (OSC 1337)', '\u001b]1337;File=inline=1:AAAA\u0007'],
  ['a device string (DCS)', '\u001bP+q544e\u001b\\'],
  ['a privacy message (PM)', '\u001b^hidden\u001b\\'],
  ['an application command (APC)', '\u001b_Ga=T;AAAA\u001b\\'],
  ['CSI, OSC and DCS in one character (C1)', '\u009b2J\u009d52;c;eA==\u009c\u0090q\u009c'],
  ['a sequence that does not end', '\u001b]8;;https://evil.test'],
  ['a line that is overwritten', 'all tests fail\rall tests pass'],
  ['letters that are taken back', 'fail\b\b\b\bpass'],
  ['other movers', 'a\vb\fc\u0007d\u007fe\u000ef\u000fg\u0085h'],
];

/** What a terminal obeys; our own text has line feeds and tabs. */
const obeyed = /(?![\n\t])\p{Cc}/u;

function logged(text: string, format: 'plain' | 'json'): string {
  const lines: string[] = [];
  const write = (line: string) => lines.push(line);
  const log = createJobLog({ format, write, writeError: write, secrets: [] });
  log.progress({ kind: 'note', text });
  log.progress({ kind: 'stage', stage: 'run', status: 'failed', elapsedMs: 1, detail: text });
  log.captureError(new Error(text));
  return lines.join('\n');
}

function commentsSaying(text: string): string[] {
  const stages = [
    { name: text, status: 'failed', elapsedMs: 1, reason: text },
    { name: 'verify', status: 'running', elapsedMs: 1 },
  ] as const;
  const progress = { runId: 'run-0123456789abcdef', startedAt: 0, now: 1, costUsd: 0, stages };
  return [
    progressMarkdown(progress),
    ...(['failed', 'blocked', 'awaiting-decision', 'published'] as const).map((state) =>
      reportMarkdown(reportSaying(text, state), { stop: { stage: text, category: text } }),
    ),
  ];
}

function checkSaying(text: string): string[] {
  const finding = { severity: 'high', rule: text, path: 'a.ts', startLine: 1 } as const;
  const annotations = annotationsOf([{ ...finding, message: text }]);
  return [
    reportMarkdown(reportSaying(text, 'blocked')),
    ...annotations.flatMap(({ title, message }) => [title, message]),
  ];
}

const places: readonly (readonly [string, (text: string) => readonly string[]])[] = [
  ['the job log', (text) => [logged(text, 'plain')]],
  ['the job log for machines', (text) => [logged(text, 'json')]],
  ['a sentence of ours', (text) => [oneLine(text)]],
  ['the comment', commentsSaying],
  ['the check', checkSaying],
  ['the step summary', (text) => [reportSummary(reportSaying(text, 'failed'))]],
  ['the HTML report', (text) => [reportHtml(reportSaying(text, 'failed'))]],
];

describe('[B5] what an agent says to a terminal is not passed on', () => {
  it.each(escapes)('the sample is one where nobody looks after it: %s', (_, text) => {
    expect(obeyed.test(text)).toBe(true);
  });

  describe.each(places)('in %s', (_, show) => {
    it.each(escapes)('%s', (__, text) => {
      for (const shown of show(text)) {
        expect(shown).not.toMatch(obeyed);
        expect(stripVTControlCharacters(shown)).toBe(shown);
      }
    });

    it('any text at all', () => {
      const part = fc.oneof(
        fc.constantFrom(...escapes.map(([, text]) => text), '\u001b', '\u009b', '\r', '\r\n'),
        fc.string({ unit: 'binary' }),
      );
      fc.assert(
        fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
          for (const shown of show(`x${parts.join('')}`)) expect(shown).not.toMatch(obeyed);
        }),
        { numRuns: 30, seed: 5 },
      );
    });
  });
});

describe('[B5] on the approval page', () => {
  let house: AppHouse;
  beforeAll(async () => {
    house = await startAppHouse();
  });
  afterAll(async () => await house.close());

  it('patch, report and comment show every sequence written out', async () => {
    const all = escapes.map(([, text]) => text).join(' ');
    const propose = house.storage(proposeClaims);
    const patch = `${samplePatch}diff --git a/x b/x\n@@ -0,0 +1 @@\n+${all}\n`;
    const run = await askForDecision(propose, { patch });
    house.evidence.set(run.subject.patchSha256, new TextEncoder().encode(patch));
    const { candidate, verdict } = await propose.readWorkflowTimeline(run.runId);
    if (!candidate || !verdict) throw new Error('no candidate');
    // The page believes a report only where it is about the ledger's run, patch and verdict.
    const sample = sampleReport(candidate, verdict);
    const hostile = reportSaying(all, 'awaiting-decision');
    const report = new TextEncoder().encode(
      JSON.stringify({
        ...hostile,
        run: sample.run,
        candidate: { ...hostile.candidate, patchSha256: candidate.patchSha256 },
        policy: { ...hostile.policy, digest: verdict.digest },
      }),
    );
    house.evidence.set(sha256Hex(report), report);
    const artifact = newArtifact(run.runId, sha256Hex(report), 'trust-report');
    await propose.recordEvidenceArtifacts(run.runId, [
      { ...artifact, contentType: 'application/json' },
    ]);
    const browser = createTestBrowser(house.app.url);

    const asked = await browser.open(`/runs/${run.runId}`);
    await browser.post(`/runs/${run.runId}/decision`, {
      ...{ csrf: csrfIn(asked), subjectSha256: run.subjectSha256, action: 'reject', comment: all },
      seen: seenIn(asked),
    });
    const decided = await (await browser.get(`/runs/${run.runId}`)).text();

    expect(asked).not.toContain('The trust report could not be read');
    for (const page of [asked, decided]) {
      expect(page).not.toMatch(obeyed);
      expect(page).toContain('U+001B');
    }
    expect(decided).toContain('rejected');
    expect(decided).toMatch(/<blockquote><mark [^>]*>U\+FFFD/);
  });
});
