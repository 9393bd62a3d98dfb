import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { median, type Row, rounded } from './row.ts';

const Measured = z.object({
  provision: z.number(),
  inside: z.array(z.number()),
  plain: z.array(z.number()),
});
const highestOverheadMs = 500;

/** What a sandbox of the embedded cloud costs, once and for each command. */
export function measureSandbox(root: string): readonly Row[] {
  const program = join(root, 'test', 'bench', 'sandbox-commands.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the sandbox could not be measured: ${stderr}`);
  const { provision, inside, plain } = Measured.parse(JSON.parse(stdout));
  const [value, reference] = [median(inside), median(plain)];
  return [
    {
      name: `node -e '' in a sandbox (median of ${inside.length}); reference: plain spawn`,
      value: rounded(value),
      unit: 'ms',
      reference: rounded(reference),
      ratio: rounded(value / reference),
      target: `aim: under ${highestOverheadMs} ms more`,
      holds: value - reference < highestOverheadMs,
    },
    {
      name: 'a sandbox, from asking to probed',
      value: rounded(provision),
      unit: 'ms',
      target: '',
      holds: undefined,
    },
  ];
}
