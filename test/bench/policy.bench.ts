import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { z } from 'zod';
import { defaultBundle } from '../../action/core/policy/default-bundle.ts';
import { evaluatePolicy } from '../../action/core/policy/evaluate.ts';
import { factsOf, modified } from '../core/policy/sample.ts';
import { createLargePatch, type LargePatch } from './large-patch.ts';
import { median, type Row, rounded } from './row.ts';

const rounds = 3;
const Measured = z.object({ seconds: z.number(), peakMb: z.number(), paths: z.number() });

/**
 * Facts and policy over a patch of a million lines in 5,000 files, in a process of their own, in
 * turns with `git diff --numstat` on the same trees; and one evaluation of a thousand rules.
 */
export function measurePolicy(): readonly Row[] {
  const large = createLargePatch(5_000, 200);
  try {
    return [...measureFacts(large), ...measureRules()];
  } finally {
    large.remove();
  }
}

function measureFacts(large: LargePatch): readonly Row[] {
  const numstat: number[] = [];
  const ours: z.infer<typeof Measured>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    numstat.push(
      seconds(() => git(large, ['diff', '--numstat', large.baseTree, large.resultTree])),
    );
    ours.push(factsInAProcess(large));
  }
  const [reference, value] = [median(numstat), median(ours.map((each) => each.seconds))];
  const peak = median(ours.map(({ peakMb }) => peakMb));
  return [
    {
      name: 'facts and policy, 1,000,000 lines in 5,000 files',
      value: rounded(value),
      unit: 's',
      reference: rounded(reference),
      ratio: rounded(value / reference),
      target: 'at most twice git diff --numstat',
      holds: value / reference <= 2,
    },
    {
      name: 'facts and policy: memory of the process at its peak',
      value: rounded(peak),
      unit: 'MB',
      target: 'less than 300 MB',
      holds: peak < 300,
    },
  ];
}

function measureRules(): readonly Row[] {
  const facts = factsOf(
    Array.from({ length: 100 }, (_, index) => ({ change: modified(`src/part-${index}.ts`) })),
  );
  const rules = Array.from({ length: 1_000 }, (_, index) => ({
    kind: 'protected-paths' as const,
    id: `rule-${index}`,
    effect: 'manual-review' as const,
    severity: 'low' as const,
    message: 'Look.',
    globs: [`area-${index}/**`],
  }));
  const times = Array.from({ length: 9 }, () =>
    seconds(() => evaluatePolicy({ ...defaultBundle, rules }, facts)),
  );
  return [
    {
      name: 'policy: 1,000 rules of paths over 100 changed files',
      value: rounded(median(times) * 1_000),
      unit: 'ms',
      target: 'none: for comparison',
      holds: undefined,
    },
  ];
}

function factsInAProcess({ gitDir, baseTree, resultTree }: LargePatch) {
  const script = resolve(import.meta.dirname, 'policy-facts.ts');
  const said = execFileSync(process.execPath, [script, gitDir, baseTree, resultTree], {
    encoding: 'utf8',
  });
  return Measured.parse(JSON.parse(said));
}

function git({ gitDir }: LargePatch, args: readonly string[]): Buffer {
  return execFileSync('git', [`--git-dir=${gitDir}`, ...args], { maxBuffer: 1024 ** 3 });
}

function seconds(work: () => unknown): number {
  const started = performance.now();
  work();
  return (performance.now() - started) / 1_000;
}
