import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from './row.ts';

const doors = ['action', 'propose', 'publish', 'finish', 'cli'] as const;

/** What a door reads at its start, against everything that it may come to load. */
export function measureSizes(root: string): readonly Row[] {
  return doors.map((name) => {
    const folder = join(root, 'dist', name);
    const sizes = readdirSync(folder)
      .filter((file) => file.endsWith('.js'))
      .map((file) => ({ file, bytes: statSync(join(folder, file)).size }));
    const whole = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
    const first = sizes.find(({ file }) => file === 'index.js')?.bytes ?? 0;
    const isPublish = name === 'publish';
    return {
      name: `size of ${name} at its start`,
      value: kilobytes(first),
      unit: 'KB',
      reference: kilobytes(whole),
      ratio: Number((first / whole).toFixed(2)),
      target: isPublish ? 'under 700 KB; the reference is all its chunks' : 'none; as above',
      holds: isPublish ? first < 700 * 1024 : undefined,
    };
  });
}

function kilobytes(bytes: number): number {
  return Math.round(bytes / 1024);
}
