import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A folder for one embedded cloud. Its name carries our process id: one left behind by a
 * process that was killed is found and removed by the next start.
 */
export function makeStateFolder(stateDir: string): string {
  mkdirSync(stateDir, { recursive: true });
  for (const name of readdirSync(stateDir)) {
    const owner = /^cloud-(\d+)-/.exec(name)?.[1];
    if (owner && !alive(Number(owner))) {
      rmSync(join(stateDir, name), { recursive: true, force: true });
    }
  }
  const folder = join(stateDir, `cloud-${process.pid}-${randomBytes(4).toString('hex')}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process: alive, only not ours to signal.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
