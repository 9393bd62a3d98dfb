import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childrenOf, crowdOf } from './processes.ts';
import { createScratch, type Scratch } from './scratch.ts';
import { branchesOf, makeRepository } from './user-repository.ts';

let scratch: Scratch;
beforeAll(() => {
  scratch = createScratch();
});
afterAll(() => scratch.close());

const moments = [
  ['while it boots', /"stage":"boot","status":"started"/, 300],
  ['while the agent runs', /"stage":"run","status":"started"/, 700],
  ['while it publishes', /"stage":"publish","status":"started"/, 100],
] as const;

describe('npm start that is killed with SIGKILL', () => {
  it.each(moments)('leaves nothing running %s', async (moment, pattern, delayMs) => {
    const repository = makeRepository(scratch.path(moment));
    const task = ['--repo', repository, '--task', 'leave a note'];
    const running = scratch.launch(['--decide', 'approve', '--json', ...task]);
    await running.saw(pattern);
    await new Promise((next) => setTimeout(next, delayMs));
    const crowd = crowdOf(running.pid, scratch.path('.patchplane'));

    running.kill('SIGKILL');

    expect(await crowd.gone()).toBeLessThan(20_000);
    expect(scratch.clouds()).toEqual([]);
    expect(branchesOf(repository)).toEqual(['main']);
    expect(execFileSync('git', ['-C', repository, 'fsck'], { encoding: 'utf8' })).toBe('');
  });

  it('a publish job that dies is told, with the result of the run as far as it came', async () => {
    const running = scratch.launch(['--decide', 'approve', '--json', '--out', 'died.json']);
    await running.saw(/"stage":"read","status":"started"/);
    const [job] = childrenOf(running.pid, /publish(\.ts|\/index\.js)$/);

    process.kill(job ?? 0, 'SIGKILL');
    const ended = await running.ended;

    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain('The publish job ended without a result');
    expect(scratch.result('died.json')).toMatchObject({
      run: { state: 'awaiting-decision' },
      publication: { status: 'none', branch: null },
    });
  });

  it('does not stand in the way of the next start', async () => {
    const ended = await scratch.start(['--decide', 'reject', '--out', 'result.json']);

    expect(ended.stderr).toBe('');
    expect(ended.code).toBe(0);
    expect(scratch.result().run.state).toBe('rejected');
    expect(scratch.clouds()).toEqual([]);
    expect(scratch.runs().filter((name) => name.includes('.'))).toEqual([]);
  });
});
