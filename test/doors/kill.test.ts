import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crowdOf } from './processes.ts';
import { createScratch, type Scratch } from './scratch.ts';

let scratch: Scratch;
beforeAll(() => {
  scratch = createScratch();
});
afterAll(() => scratch.close());

describe('npm start that is killed', () => {
  const moments = [
    ['while it boots', /"stage":"boot","status":"started"/, 300],
    ['while the agent runs', /"stage":"run","status":"started"/, 700],
    ['while the checks run', /"stage":"verify","status":"started"/, 900],
    ['while it publishes', /"stage":"publish","status":"started"/, 100],
  ] as const;

  it.each(moments)('leaves nothing running: %s', async (_moment, pattern, delayMs) => {
    const running = scratch.launch(['--decide', 'approve', '--json']);
    await running.saw(pattern);
    await new Promise((next) => setTimeout(next, delayMs));
    const crowd = crowdOf(running.pid, scratch.folder);

    running.kill('SIGKILL');

    expect(await crowd.gone()).toBeLessThan(3_000);
    expect(scratch.clouds()).toEqual([]);
  });
});
