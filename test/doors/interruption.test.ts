import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyBundle } from '../../action/core/verify-bundle/verify-bundle.ts';
import { readBundle } from '../../action/entry/bundle-folder.ts';
import { crowdOf } from './processes.ts';
import { createScratch, type Scratch } from './scratch.ts';

/** A model that takes its time, so that there is a moment to stop in. */
const slow = JSON.stringify({
  schemaVersion: 1,
  model: 'scripted-1',
  steps: [{ text: 'Let me think.', delayMs: 60_000 }],
});

let scratch: Scratch;
beforeAll(() => {
  scratch = createScratch();
  writeFileSync(scratch.path('slow.json'), slow);
});
afterAll(() => scratch.close());

const heldBy = (bundle: string) => verifyBundle(readBundle(bundle));

describe('npm start that is asked to stop', () => {
  it('Ctrl-C while it boots: nothing ran, exit code 1', async () => {
    const running = scratch.launch(['--json', '--out', 'none.json']);
    await running.saw(/"stage":"boot","status":"started"/);
    const crowd = crowdOf(running.pid, scratch.path('.patchplane'));

    running.interrupt();
    const ended = await running.ended;

    expect(ended).toMatchObject({ code: 1, stderr: '' });
    expect(ended.stdout).toContain('Interrupted before anything ran.');
    await crowd.gone();
    expect([scratch.clouds(), scratch.runs()]).toEqual([[], []]);
  });

  it('Ctrl-C while the agent runs: the run is cancelled, its bundle sealed', async () => {
    const running = scratch.launch(['--json', '--cassette', 'slow.json', '--out', 'int.json']);
    await running.saw(/"stage":"run","status":"started"/);
    await new Promise((next) => setTimeout(next, 1_000));
    const crowd = crowdOf(running.pid, scratch.path('.patchplane'));
    const since = Date.now();

    running.interrupt();
    const ended = await running.ended;

    expect(Date.now() - since).toBeLessThan(20_000);
    expect(ended.code).toBe(1);
    const { run, decision, publication, provenance } = scratch.result('int.json');
    expect([run.state, decision.status, publication.status]).toEqual(['cancelled', 'none', 'none']);
    expect(heldBy(provenance.bundle)).toMatchObject({ holds: true, state: 'cancelled' });
    expect(
      JSON.parse(readFileSync(`${provenance.bundle}/trust-report.json`, 'utf8')),
    ).toMatchObject({
      run: { state: 'cancelled', reason: expect.stringMatching(/cancelled/) },
    });
    await crowd.gone();
    expect(scratch.clouds()).toEqual([]);
  });

  it('SIGTERM while it waits for a person: nothing is published', async () => {
    const running = scratch.launch(['--out', 'term.json']);
    await running.saw(/Your decision, please: (\S+)/);
    const crowd = crowdOf(running.pid, scratch.path('.patchplane'));

    running.kill('SIGTERM');
    const ended = await running.ended;

    expect(ended).toMatchObject({ code: 1, stderr: '' });
    const { decision, publication, provenance } = scratch.result('term.json');
    expect([decision.status, publication.status]).toEqual(['none', 'none']);
    expect(heldBy(provenance.bundle).holds).toBe(true);
    await crowd.gone();
    expect(scratch.clouds()).toEqual([]);
  });
});
