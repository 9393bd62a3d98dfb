import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyBundle } from '../../action/core/verify-bundle/verify-bundle.ts';
import { RunResult } from '../../action/domain/run-result.ts';
import { readBundle } from '../../action/entry/bundle-folder.ts';
import { median, type Row, rounded } from './row.ts';

const loops = 3;
const verifications = 9;
const highestOverheadMs = 3_000;
const highestPublishMs = 2_000;

/**
 * The sample loop, whole: what of it is PatchPlane's own, and how long anyone takes to check
 * its bundle. The bundles are removed afterwards.
 */
export function measureLoop(root: string): readonly Row[] {
  const results = Array.from({ length: loops }, () => runLoop(root));
  try {
    const overhead = median(results.map(({ overheadMs }) => overheadMs));
    const [first] = results;
    return [
      {
        name: `overhead of the sample loop (median of ${loops})`,
        value: rounded(overhead),
        unit: 'ms',
        target: `aim: under ${highestOverheadMs} ms`,
        holds: overhead < highestOverheadMs,
      },
      publishRow(results),
      ...(first ? [measureVerify(root, first)] : []),
    ];
  } finally {
    for (const { provenance } of results) rmSync(provenance.bundle, { recursive: true });
  }
}

/** Its stages; what starting the door costs is a row of its own. */
function publishRow(results: readonly RunResult[]): Row {
  const value = median(
    results.map(({ timings }) =>
      ['read', 'consume', 'publish', 'tell'].reduce((sum, name) => sum + (timings[name] ?? 0), 0),
    ),
  );
  return {
    name: `publish job of the sample loop (median of ${loops})`,
    value: rounded(value),
    unit: 'ms',
    target: `under ${highestPublishMs} ms, without network latency`,
    holds: value < highestPublishMs,
  };
}

function runLoop(root: string): RunResult {
  const folder = mkdtempSync(join(tmpdir(), 'patchplane-bench-'));
  const out = join(folder, 'result.json');
  try {
    const argv = ['action/entry/start.ts', '--decide', 'approve', '--out', out];
    const done = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', ...argv], {
      cwd: root,
      encoding: 'utf8',
      timeout: 300_000,
    });
    if (done.status !== 0) throw new Error(`npm start failed: ${done.stdout}${done.stderr}`);
    return RunResult.parse(JSON.parse(readFileSync(out, 'utf8')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The reference is a program that reads no bundle: what remains is the verification. */
function measureVerify(root: string, { provenance }: RunResult): Row {
  const cli = join(root, 'dist', 'cli', 'index.js');
  const whole: number[] = [];
  const help: number[] = [];
  for (let round = 0; round < verifications; round += 1) {
    whole.push(programMs([cli, 'verify', provenance.bundle]));
    help.push(programMs([cli, '--help']));
  }
  const finding = verifyBundle(readBundle(provenance.bundle));
  const items = finding.holds ? finding.items : 0;
  return {
    name: `verify of a bundle (${items} items, ${provenance.events} events)`,
    value: rounded(median(whole)),
    unit: 'ms',
    reference: rounded(median(help)),
    ratio: rounded(median(whole) / median(help)),
    target: 'none; the reference is cli --help',
    holds: undefined,
  };
}

function programMs(argv: readonly string[]): number {
  const startedAt = performance.now();
  const done = spawnSync(process.execPath, argv, { env: {}, encoding: 'utf8', timeout: 60_000 });
  if (done.status !== 0) throw new Error(`${argv.join(' ')} failed: ${done.stderr}`);
  return performance.now() - startedAt;
}
