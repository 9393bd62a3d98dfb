import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createCgroup } from '../../../action/embedded/daytona/cgroup.ts';
import { openDaytonaWorld } from './daytona-world.ts';

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

function kernel(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'cgroup-'));
  roots.push(root);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

const limits = { memoryBytes: 1_000, processes: 7 };

test('one group with both limits where the kernel has version 2', () => {
  const root = kernel({ 'cgroup.controllers': 'cpu memory pids' });
  const group = createCgroup('box', limits, root);
  group.enter(process.pid);

  expect(group.kind).toBe('cgroup-v2');
  expect(readFileSync(join(root, 'box', 'memory.max'), 'utf8')).toBe('1000');
  expect(readFileSync(join(root, 'box', 'pids.max'), 'utf8')).toBe('7');
  expect(readFileSync(join(root, 'box', 'cgroup.procs'), 'utf8')).toMatch(/^\d+$/);
});

test('a group for each where it has version 1', () => {
  const root = kernel({ 'memory/tasks': '', 'pids/tasks': '' });
  const group = createCgroup('box', limits, root);

  expect(group.kind).toBe('cgroup-v1');
  expect(readFileSync(join(root, 'memory', 'box', 'memory.limit_in_bytes'), 'utf8')).toBe('1000');
  expect(readFileSync(join(root, 'pids', 'box', 'pids.max'), 'utf8')).toBe('7');
});

test('none where nothing can be made, and that is no error', () => {
  expect(createCgroup('box', limits, '/proc/nowhere').kind).toBe('none');
});

test('what holds a sandbox on this machine is read back, and its processes are in it', async () => {
  const world = await openDaytonaWorld();
  const sandbox = await world.sandboxes.provision(world.request());
  const sleeper = await world.sandboxes.startProcess(sandbox, {
    argv: ['sh', '-c', 'echo up; sleep 60'],
    maxOutputBytes: 100,
  });
  for await (const _ of sleeper.stdout) break;
  const held = sandbox.isolation['limits'] ?? '';
  const members = membersOf(`patchplane-${sandbox.id}`);

  expect(held).toMatch(/^cgroup-v[12]: 8 GiB of memory, 2048 processes|^watchdog and ulimit/);
  expect(members.length > 0).toBe(held.startsWith('cgroup'));
  await world.sandboxes.destroy(sandbox);
  expect(membersOf(`patchplane-${sandbox.id}`)).toEqual([]);
  await world.close();
});

function membersOf(group: string): string[] {
  const places = [`/sys/fs/cgroup/${group}`, `/sys/fs/cgroup/pids/${group}`];
  const lists = places
    .map((place) => join(place, 'cgroup.procs'))
    .filter((path) => existsSync(path));
  return lists.flatMap((path) => readFileSync(path, 'utf8').split('\n').filter(Boolean));
}
