import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installClone, makeClone } from '../entry/clone.ts';
import { crowdOf } from './processes.ts';
import { createScratch, type Scratch } from './scratch.ts';

const slow = JSON.stringify({
  schemaVersion: 1,
  model: 'scripted-1',
  steps: [{ text: 'Let me think.', delayMs: 60_000 }],
});

let scratch: Scratch;
beforeAll(() => {
  scratch = createScratch();
  makeClone(scratch.folder);
  installClone(scratch.folder);
  writeFileSync(scratch.path('slow.json'), slow);
});
afterAll(() => scratch.close());

/** `npm start -- --cassette slow.json ...`, up to the moment when the agent waits for its model. */
async function startWithNpm(...args: readonly string[]) {
  const running = scratch.launch(['start', '--', '--json', '--cassette', 'slow.json', ...args], {
    command: ['npm'],
  });
  await running.saw(/"stage":"run","status":"started"/);
  await new Promise((next) => setTimeout(next, 500));
  return { running, crowd: crowdOf(running.pid, scratch.path('.patchplane')) };
}

describe('npm start through npm itself', () => {
  it('npm killed with SIGKILL: nothing runs on', async () => {
    const { running, crowd } = await startWithNpm();

    running.kill('SIGKILL');

    expect(await crowd.gone()).toBeLessThan(20_000);
    expect(scratch.clouds()).toEqual([]);
  });

  it('SIGTERM to npm: nothing runs on, the cancelled run is sealed', async () => {
    const { running, crowd } = await startWithNpm('--out', 'result.json');

    running.kill('SIGTERM');
    await running.ended;

    await crowd.gone();
    expect(scratch.clouds()).toEqual([]);
    expect(scratch.result().run.state).toBe('cancelled');
  });

  it('Ctrl-C: the run is cancelled and sealed, exit code 1', async () => {
    const { running, crowd } = await startWithNpm('--out', 'interrupted.json');

    running.interrupt();
    const ended = await running.ended;

    expect(ended.code).not.toBe(0);
    await crowd.gone();
    expect(scratch.clouds()).toEqual([]);
    expect(scratch.result('interrupted.json').run.state).toBe('cancelled');
  });
});
