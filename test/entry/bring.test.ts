import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProgram } from '../../action/embedded/find-program.ts';
import { crowdOf } from '../doors/processes.ts';
import { createScratch, type Scratch } from '../doors/scratch.ts';
import { fakeNpm, makeClone } from './clone.ts';

let scratch: Scratch;
beforeEach(() => {
  scratch = createScratch();
  makeClone(scratch.folder);
});
afterEach(() => scratch.close());

/** The Node that runs these tests, and the machine's own where that is another one. */
const machineNode = findProgram(
  'node',
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .join(delimiter),
);
const nodes = [...new Set([process.execPath, machineNode ?? process.execPath])].filter(
  (node) => Number(execFileSync(node, ['-p', 'process.versions.node.split(".")[0]'])) >= 20,
);

const bring = (node: string, npm: string, ...args: readonly string[]) =>
  scratch.start(args, {
    command: [node, 'action/entry/bring.mjs'],
    env: { npm_execpath: npm },
  });
const asked = () => readFileSync(scratch.path('asked.txt'), 'utf8').trimEnd().split('\n');

describe('npm start from a fresh clone', () => {
  it.each(nodes)('%s installs once, says so on standard error only, and goes on', async (node) => {
    const npm = fakeNpm(scratch.folder, 'installs');
    const first = await bring(node, npm, 'start', '--decide', 'maybe');
    const second = await bring(node, npm, 'start', '--decide', 'maybe');

    expect(first).toMatchObject({ code: 2, stdout: '' });
    expect(first.stderr.split('\n')).toEqual([
      'Installing dependencies (once)...',
      'added 371 packages',
      expect.stringContaining('--decide'),
      '',
    ]);
    expect(second).toMatchObject({ code: 2, stdout: '' });
    expect(second.stderr).toMatch(/^[^\n]*--decide[^\n]*\n$/);
    expect(asked()).toEqual([expect.stringMatching(/^install .*--include=dev .*--no-save/)]);
  });

  it('an installation that failed is told, and tried again', async () => {
    const failing = fakeNpm(scratch.folder, 'fails');
    const first = await bring(process.execPath, failing, 'start', '--help');
    const npm = fakeNpm(scratch.folder, 'installs');
    const second = await bring(process.execPath, npm, 'start', '--help');

    expect(first).toMatchObject({ code: 2, stdout: '' });
    expect(first.stderr).toMatch(/could not be installed; npm says why above\. Run the same/);
    expect(second.code).toBe(0);
    expect(second.stdout).toContain('--decide <answer>');
    expect(asked()).toHaveLength(2);
  });

  it('an installation that is interrupted leaves nothing running', async () => {
    const npm = fakeNpm(scratch.folder, 'hangs');
    const running = scratch.launch(['start'], {
      command: [process.execPath, 'action/entry/bring.mjs'],
      env: { npm_execpath: npm },
    });
    await running.saw(/^$/);
    await expect.poll(asked).toHaveLength(1);
    const crowd = crowdOf(running.pid, scratch.folder);

    running.interrupt();

    expect((await running.ended).code).toBe(1);
    expect(await crowd.gone()).toBeLessThan(20_000);
  });

  it('an unknown verb is one line and exit code 2', async () => {
    const npm = fakeNpm(scratch.folder, 'fails');
    const ended = await bring(process.execPath, npm, 'stop');

    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^bring\.mjs knows start, test[^\n]*"stop"\.\n$/);
  });

  it('a first installation puts the paths of the caller, not of the clone, before the flags', async () => {
    const npm = fakeNpm(scratch.folder, 'installs');
    const ended = await scratch.start(['start', '--cassette', 'gone.json'], {
      command: [process.execPath, 'action/entry/bring.mjs'],
      env: { npm_execpath: npm, INIT_CWD: '/somewhere/else' },
    });

    expect(ended.stderr).toContain(JSON.stringify(join('/somewhere/else', 'gone.json')));
  });
});
