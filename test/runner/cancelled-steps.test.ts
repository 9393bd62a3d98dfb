import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../house/tree.ts';
import { readAction } from '../house/workflow-files.ts';
import { deaf, dyingDoor } from './doors.ts';
import { labelIssue } from './events.ts';
import { openWorld, type World } from './world.ts';

const workflow = 'minimal.yml';
const steps = readAction().runs.steps;
const script = (id: string) => steps.find((step) => step.id === id)?.run ?? '';

let world: World;
let folder: string;
beforeAll(async () => {
  world = await openWorld([workflow]);
  folder = mkdtempSync(join(tmpdir(), 'patchplane-steps-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await world.close();
});

/** A step's script as the runner starts it, in the action's own folder. */
function startStep(id: string, given: Readonly<Record<string, string>> = {}) {
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script(id)], {
    env: {
      ...world.environment(workflow),
      ...given,
      PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
      GITHUB_ACTION_PATH: folder,
      GITHUB_TOKEN: world.token(workflow, 'propose'),
      PATCHPLANE_STATE_DIR: join(folder, 'state'),
    },
  });
  let said = '';
  child.stdout.on('data', (bytes) => (said += bytes));
  child.stderr.on('data', (bytes) => (said += bytes));
  const ended = new Promise<NodeJS.Signals | number | null>((resolve) =>
    child.once('close', (code, signal) => resolve(signal ?? code)),
  );
  return { child, ended, said: () => said };
}

/** Puts a program where the bundle of a door is. */
function place(door: string, program: string): void {
  mkdirSync(join(folder, 'dist', door), { recursive: true });
  writeFileSync(join(folder, 'dist', 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'dist', door, 'index.js'), program);
}

describe('a cancelled job, step by step as the runner of GitHub does it', () => {
  it('signals, then kills the program itself; the last step closes check, comment and label', async () => {
    const { issue } = await labelIssue(world, 'mia-maintains');
    place('action', dyingDoor(world, issue, world.headSha, deaf));
    const finish = pathToFileURL(join(root, 'action', 'entry', 'finish.ts')).href;
    place('finish', `await import(${JSON.stringify(finish)});`);

    const door = startStep('door');
    await expect.poll(door.said, { timeout: 30_000 }).toContain('the check is open: 201');
    door.child.kill('SIGINT');
    door.child.kill('SIGTERM');
    // What was signalled is the program, not a shell that would have died of it.
    expect(door.child.exitCode).toBeNull();
    door.child.kill('SIGKILL');
    expect(await door.ended).toBe('SIGKILL');
    const last = startStep('finish', {
      PATCHPLANE_JOB_STATUS: 'cancelled',
      PATCHPLANE_DOOR_OUTCOME: 'cancelled',
    });

    expect([await last.ended, last.said()]).toEqual([
      0,
      'run-0123456789abcdef was left open and is now cancelled.\n',
    ]);
    const { checks, comments, issues } = world.github.state();
    expect(checks).toMatchObject([{ status: 'completed', conclusion: 'cancelled' }]);
    expect(comments).toHaveLength(1);
    expect(comments[0]?.body).toContain('the job was cancelled');
    expect(issues.at(-1)?.labels).toEqual(['patchplane:failed']);
  });

  it('after a proper end the last step does not even start a program', async () => {
    place('finish', 'process.exit(99);');

    expect(await startStep('finish').ended).toBe(0);
  });
});
