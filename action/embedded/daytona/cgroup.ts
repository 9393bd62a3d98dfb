import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface CgroupLimits {
  readonly memoryBytes: number;
  readonly processes: number;
}

/** A group of processes that the kernel itself holds to its limits. */
export interface Cgroup {
  /** Which of the kernel's ways it is; `none` where it lets us use neither. */
  readonly kind: 'cgroup-v2' | 'cgroup-v1' | 'none';
  /** Takes this process and everything below it in. */
  enter(pid: number): void;
  /** For when its processes ended; waits for the last of them to be gone. */
  close(): Promise<void>;
}

const none: Cgroup = { kind: 'none', enter: () => undefined, close: async () => undefined };

/**
 * Whoever may write to `root` gets a group: root on most machines, nobody on others. Where it
 * does not work there is the watchdog, which is slower, and `ulimit`.
 */
export function createCgroup(
  name: string,
  { memoryBytes, processes }: CgroupLimits,
  root = '/sys/fs/cgroup',
): Cgroup {
  const v2 = existsSync(join(root, 'cgroup.controllers'));
  const folders = v2 ? [join(root, name)] : ['memory', 'pids'].map((own) => join(root, own, name));
  const [first = '', second = first] = folders;
  const settings: readonly (readonly [string, number])[] = [
    [join(first, v2 ? 'memory.max' : 'memory.limit_in_bytes'), memoryBytes],
    [join(second, 'pids.max'), processes],
  ];
  const close = async (): Promise<void> => {
    await Promise.all(folders.map(removeFolder));
  };
  try {
    for (const folder of folders) mkdirSync(folder);
    for (const [file, value] of settings) writeFileSync(file, String(value));
  } catch {
    void close();
    return none;
  }
  return {
    kind: v2 ? 'cgroup-v2' : 'cgroup-v1',
    close,
    enter(pid) {
      for (const one of [pid, ...below(pid)]) for (const folder of folders) admit(folder, one);
    },
  };
}

/** One that ended meanwhile has nothing to be held to. */
function admit(folder: string, pid: number): void {
  try {
    writeFileSync(join(folder, 'cgroup.procs'), String(pid));
  } catch {
    // It is gone.
  }
}

function below(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1');
    return text
      .split(' ')
      .filter(Boolean)
      .map(Number)
      .flatMap((child) => [child, ...below(child)]);
  } catch {
    return [];
  }
}

/** Busy while a process in it is on its way out; what stays after that is empty and costs nothing. */
async function removeFolder(folder: string): Promise<void> {
  for (let tries = 0; tries < 20 && existsSync(folder); tries += 1) {
    try {
      rmdirSync(folder);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
