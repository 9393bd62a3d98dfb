import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sha256Hex } from '../../../action/domain/digest.ts';
import { startR2 } from '../../../action/embedded/r2/start-r2.ts';
import { createR2 } from '../../../action/plugins/r2/create-r2.ts';

const runId = 'run-0123456789abcdef';

it('keeps what it was given from one start to the next', async () => {
  const stateDir = await mkdtemp(join(tmpdir(), 'patchplane-r2-'));
  const first = await startR2({ stateDir });
  await createR2(first).putArtifact(runId, new TextEncoder().encode('kept'), 'text/plain');
  await first.close();

  const second = await startR2({ stateDir });
  const read = await createR2(second).getArtifact(runId, sha256Hex('kept'));
  await second.close();

  expect(new TextDecoder().decode(read)).toBe('kept');
  await rm(stateDir, { recursive: true, force: true });
});

it('a parent that is killed leaves no server behind', async () => {
  const stateDir = await mkdtemp(join(tmpdir(), 'patchplane-r2-'));
  const program = `
    import { startR2 } from ${JSON.stringify(new URL('../../../action/embedded/r2/start-r2.ts', import.meta.url).href)};
    await startR2({ stateDir: ${JSON.stringify(stateDir)} });
    process.stdout.write('started');
    setInterval(() => undefined, 1_000);`;
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(parent.stdout, 'data');
  const family = await descendants(parent.pid ?? -1);
  expect(family.length).toBeGreaterThanOrEqual(2);

  parent.kill('SIGKILL');

  await expect.poll(async () => (await alive(family)).length, { timeout: 10_000 }).toBe(0);
  await rm(stateDir, { recursive: true, force: true });
});

async function descendants(pid: number): Promise<number[]> {
  const children = await Promise.all(
    (await readdir('/proc'))
      .filter((name) => /^\d+$/.test(name))
      .map(async (name) => ({ pid: Number(name), parent: await parentOf(name) })),
  );
  const own = children.filter(({ parent }) => parent === pid).map((child) => child.pid);
  return [...own, ...(await Promise.all(own.map(descendants))).flat()];
}

async function parentOf(pid: string): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^PPid:\t(\d+)/m.exec(status)?.[1] ?? -1);
}

async function alive(pids: readonly number[]): Promise<number[]> {
  const states = await Promise.all(
    pids.map(async (pid) => ({ pid, parent: await parentOf(String(pid)) })),
  );
  return states.filter(({ parent }) => parent !== -1).map(({ pid }) => pid);
}
