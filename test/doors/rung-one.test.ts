import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { crowdOf } from './processes.ts';
import { openRungOne, providerKey, type RungOne, type StartedDoor } from './rung-one.ts';

const root = resolve(import.meta.dirname, '..', '..');
const source = join(root, 'action', 'entry', 'propose.ts');

let world: RungOne;
afterEach(() => world.close());

describe('the propose job with GitHub and a model key, and no other account', () => {
  beforeEach(async () => {
    world = await openRungOne();
  });

  it('asks a person for a decision, from the bundle alone in an empty folder', async () => {
    const bundle = join(world.folder, 'alone');
    mkdirSync(bundle);
    for (const name of ['propose', 'inside'])
      cpSync(join(root, 'dist', name), join(bundle, name), { recursive: true });

    const { code, stderr } = await world.start(join(bundle, 'propose', 'index.js')).ended;

    expect(stderr).toBe('');
    expect(code).toBe(0);
    const [report] = world.reports();
    expect(report?.run.state).toBe('awaiting-decision');
    expect(report?.sandboxes.map(({ provider, destroyed }) => [provider, destroyed])).toEqual([
      ['runner', true],
      ['runner', true],
      // Old tests on the new code.
      ['runner', true],
    ]);
    expect(report?.agent.credential).toBe('grant');
    expect(existsSync(join(bundle, 'node_modules'))).toBe(false);
  });

  it('shows the key to the provider and to nobody else, and leaves nothing', async () => {
    const door = world.start(source);

    const { code, stdout, stderr } = await door.ended;

    expect([code, stderr]).toEqual([0, '']);
    expect(new Set(world.asked.map(({ authorization }) => authorization))).toEqual(
      new Set([`Bearer ${providerKey}`]),
    );
    expect(stdout).not.toContain(providerKey);
    expect(JSON.stringify(world.github.exchanges())).not.toContain(providerKey);
    expect(JSON.stringify(world.reports())).not.toContain(providerKey);
    expect(world.jailFolders()).toEqual([]);
  });
});

describe('a job that ends in the middle of the agent', () => {
  beforeEach(async () => {
    world = await openRungOne('sleeps');
  });

  it('cancelled, says so and leaves no process and no folder', async () => {
    const door = await inTheMiddle();
    const crowd = crowdOf(door.process.pid ?? 0, world.folder);

    door.process.kill('SIGTERM');
    await door.ended;

    await crowd.gone();
    expect(world.reports().map(({ run }) => run.state)).toEqual(['cancelled']);
    expect(world.jailFolders()).toEqual([]);
  });

  it('killed outright, leaves no process and no folder', async () => {
    const door = await inTheMiddle();
    const crowd = crowdOf(door.process.pid ?? 0, world.folder);

    door.process.kill('SIGKILL');
    await door.ended;

    await crowd.gone();
    await vi.waitFor(() => expect(world.jailFolders()).toEqual([]), 10_000);
  });
});

it('A10: an event that asks for nothing prepares nothing', async () => {
  world = await openRungOne();
  world.github.changeMember('ada', { permission: 'read' });

  await world.start(source).ended;

  expect(world.asked).toEqual([]);
  expect(readdirSync(join(world.folder, 'temp'))).toEqual([]);
});

/** The agent runs a command in a jail, and the model was asked for it. */
async function inTheMiddle(): Promise<StartedDoor> {
  const door = world.start(source);
  await vi.waitFor(() => expect(world.asked.length).toBeGreaterThan(0), 60_000);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  return door;
}
