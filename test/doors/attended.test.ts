import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideUnattended } from '../../action/embedded/decide.ts';
import { createScratch, type Scratch } from './scratch.ts';

const startDoor = resolve(import.meta.dirname, '..', '..', 'action', 'entry', 'start.ts');

let scratch: Scratch;
beforeAll(() => {
  scratch = createScratch();
});
afterAll(() => scratch.close());

/** Gives the answer at the page that was shown, about the run that is there. */
async function answerAt(url: string, answer: 'approved' | 'changes-requested') {
  const [, appUrl = '', runId = ''] = /^(.+)\/runs\/(run-[0-9a-f]{16})$/.exec(url) ?? [];
  const report = JSON.parse(
    readFileSync(scratch.path('.patchplane', 'state', 'runs', runId, 'trust-report.json'), 'utf8'),
  );
  const { subjectSha256 } = report;
  return decideUnattended({ appUrl, runId, subjectSha256, answer, comment: 'I read all of it.' });
}

describe('npm start with a person', () => {
  it('on a terminal: a moving bar, the address of the page, and after the click a publication', async () => {
    const quoted = [process.execPath, startDoor].map((word) => `'${word}'`).join(' ');
    const running = scratch.launch([], {
      // A pseudo-terminal, 60 columns wide.
      command: ['script', '-qec', `stty cols 60; exec ${quoted} --out result.json`, '/dev/null'],
    });
    const [, url = ''] = await running.saw(/Your decision, please: (http:\/\/127\.0\.0\.1:\d+\S+)/);
    await running.saw(/waiting for you 0\.[3-9] s/);

    expect(await answerAt(url, 'approved')).toEqual({ status: 'recorded' });
    const ended = await running.ended;

    expect(ended.code).toBe(0);
    expect(scratch.result().publication.status).toBe('published');
    const drawn = ended.stdout.split('\r\u001b[2K').filter((part) => part.startsWith('['));
    expect(drawn.length).toBeGreaterThan(10);
    expect(drawn.every((line) => line.length < 60)).toBe(true);
    expect(drawn[0]).toMatch(/^\[\.{16}\] boot 0\.0 s/);
    expect(drawn.some((line) => /^\[#{9,}\.+\] waiting for you/.test(line))).toBe(true);
    // What stays on the screen reads like the lines without a terminal.
    expect(ended.stdout).toMatch(/✓ verify .*7 of 7 passed\r\n/);
    expect(scratch.clouds()).toEqual([]);
  });

  it('--json: the address is a line of its own; who asks for changes publishes nothing', async () => {
    const running = scratch.launch(['--json', '--out', 'changes.json']);
    const [line] = await running.saw(/^\{"kind":"decision".*$/m);

    expect(await answerAt(JSON.parse(line).url, 'changes-requested')).toEqual({
      status: 'recorded',
    });
    const ended = await running.ended;

    const { run, decision, publication } = scratch.result('changes.json');
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect([run.state, decision.status, publication.status]).toEqual([
      'rejected',
      'changes-requested',
      'none',
    ]);
  });
});
