import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { identify, isAlive } from './process-identity.ts';

/**
 * A folder for one embedded cloud. Its name says which process it belongs to: one left behind
 * by a process that was killed is found and removed by the next start.
 */
export function makeStateFolder(stateDir: string): string {
  mkdirSync(stateDir, { recursive: true });
  for (const name of readdirSync(stateDir)) {
    if (isAbandoned(name)) rmSync(join(stateDir, name), { recursive: true, force: true });
  }
  settleRuns(join(stateDir, 'runs'));
  const { pid, started } = identify(process.pid) ?? { pid: process.pid, started: '0' };
  const folder = join(stateDir, `cloud-${pid}-${started}-${randomBytes(4).toString('hex')}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

function isAbandoned(name: string): boolean {
  const owner = /^cloud-(\d+)-(\d+)-[0-9a-f]+$/.exec(name);
  return owner !== null && !isAlive({ pid: Number(owner[1]), started: owner[2] ?? '' });
}

/** A bundle whose writer was killed half-way: the new one is not whole, the old one is. */
function settleRuns(runs: string): void {
  if (!existsSync(runs)) return;
  for (const name of readdirSync(runs)) {
    const [, run = '', writer, kind] = /^(run-[0-9a-f]+)\.(\d+)\.(new|old)$/.exec(name) ?? [];
    if (!kind || identify(Number(writer))) continue;
    if (kind === 'old' && !existsSync(join(runs, run)))
      renameSync(join(runs, name), join(runs, run));
    else rmSync(join(runs, name), { recursive: true, force: true });
  }
}
