import { readdir, readFile, readlink, statfs } from 'node:fs/promises';
import type { Box } from './box.ts';
import type { Boxes } from './boxes.ts';

const everyMs = 500;
const maxProcesses = 2_000;
const maxMemoryBytes = 8 * 1024 ** 3;
const minFreeBytes = 512 * 1024 ** 2;

/**
 * bubblewrap limits neither processes, nor memory, nor disk. A sandbox that takes too much of
 * the host is destroyed, as a cloud would do; the sums are checked twice a second.
 */
export function watchJails(boxes: Boxes, folder: string, log: (line: string) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const round = async (): Promise<void> => {
    const running = boxes.all().filter((box) => box.pids().length > 0);
    if (running.length > 0) await check(running).catch(() => undefined);
    if (!stopped) timer = setTimeout(round, everyMs).unref();
  };
  const check = async (running: readonly Box[]): Promise<void> => {
    const usage = await measure();
    const disk = await statfs(folder);
    const full = disk.bavail * disk.bsize < minFreeBytes;
    for (const box of running) {
      const { processes, memoryBytes } = await usageOf(box, usage);
      if (!full && processes <= maxProcesses && memoryBytes <= maxMemoryBytes) continue;
      log(
        `sandbox ${box.id}: destroyed, it used too much (${processes} processes, ${memoryBytes} bytes)`,
      );
      await boxes.remove(box);
    }
  };
  timer = setTimeout(round, everyMs).unref();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

interface Usage {
  readonly processes: number;
  readonly memoryBytes: number;
}

/** Sums per pid namespace. */
async function measure(): Promise<Map<string, Usage>> {
  const usage = new Map<string, Usage>();
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const space = await namespaceOf(pid);
    if (!space) continue;
    const before = usage.get(space) ?? { processes: 0, memoryBytes: 0 };
    const memoryBytes = before.memoryBytes + (await residentBytes(pid));
    usage.set(space, { processes: before.processes + 1, memoryBytes });
  }
  return usage;
}

async function usageOf(box: Box, usage: Map<string, Usage>): Promise<Usage> {
  let total: Usage = { processes: 0, memoryBytes: 0 };
  for (const pid of box.pids()) {
    const one = usage.get((await childNamespaceOf(pid)) ?? '');
    if (!one) continue;
    total = {
      processes: total.processes + one.processes,
      memoryBytes: total.memoryBytes + one.memoryBytes,
    };
  }
  return total;
}

function namespaceOf(pid: string): Promise<string | undefined> {
  return readlink(`/proc/${pid}/ns/pid`).catch(() => undefined);
}

/** bubblewrap itself stays outside; its one child is the first process of the namespace. */
async function childNamespaceOf(pid: number): Promise<string | undefined> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'latin1').catch(() => '');
  const [first] = children.split(' ');
  const space = first ? await namespaceOf(first) : undefined;
  return space === (await namespaceOf('self')) ? undefined : space;
}

async function residentBytes(pid: string): Promise<number> {
  const pages = await readFile(`/proc/${pid}/statm`, 'latin1').catch(() => '');
  return Number(pages.split(' ')[1] ?? 0) * 4096;
}
