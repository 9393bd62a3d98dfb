import { execFileSync } from 'node:child_process';
import { defaultBundle } from '../../action/core/policy/default-bundle.ts';
import { evaluatePolicy } from '../../action/core/policy/evaluate.ts';
import { gatherFacts } from '../../action/core/policy/gather-facts.ts';
import {
  defaultScanLimits,
  scanCandidate,
} from '../../action/core/workflows/evaluate/scan-candidate.ts';
import { createBlobReader } from '../../action/plugins/git/blob-reader.ts';
import { readTreeChanges } from '../../action/plugins/git/tree-changes.ts';
import { createSecretlintScanner } from '../../action/plugins/secretlint/secretlint-scanner.ts';
import { candidateOf, verificationOf } from '../core/policy/sample.ts';

// One measured run, as JSON: `policy-facts.ts <git dir> <base tree> <result tree>`.
const [gitDir = '', baseTree = '', resultTree = ''] = process.argv.slice(2);
const git = (args: readonly string[]) =>
  execFileSync('git', [`--git-dir=${gitDir}`, ...args], { maxBuffer: 1024 ** 3 });

const trees = ['--no-renames', baseTree, resultTree];
const listed = git(['diff-tree', '-r', '-z', '--raw', '--numstat', '--no-abbrev', ...trees]);
const patch = git(['diff-tree', '-p', '--binary', '--full-index', ...trees]);
const { changes, additions, deletions } = readTreeChanges(listed);
const set = {
  ...candidateOf(changes),
  stats: { filesChanged: changes.length, additions, deletions },
};
const environment = { PATH: process.env['PATH'] ?? '', GIT_DIR: gitDir };
const blobs = createBlobReader({ gitBin: 'git', environment, maxBytes: 64 * 1024 * 1024 });

let peak = 0;
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 25);
const started = performance.now();
const scanned = await scanCandidate({ set, patch }, { readBlob: blobs.read }, defaultScanLimits, [
  createSecretlintScanner(),
]);
const facts = gatherFacts({
  ...{ candidate: set, scans: scanned.scans, shownSecrets: scanned.shownSecrets },
  ...{ verification: verificationOf(), agent: undefined, truncatedEvidence: scanned.truncated },
});
evaluatePolicy(defaultBundle, facts);
const seconds = (performance.now() - started) / 1_000;
clearInterval(watch);
blobs.close();
const peakMb = Math.max(peak, process.memoryUsage.rss()) / 1024 ** 2;
process.stdout.write(JSON.stringify({ seconds, peakMb, paths: facts.paths.length }));
