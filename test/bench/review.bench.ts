import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { renderArtifacts } from '../../action/core/review/artifacts/render-artifacts.ts';
import { planDiff } from '../../action/core/review/plan/plan-diff.ts';
import { boundScope } from '../../action/core/review/scope/bound-scope.ts';
import { resolveSettings } from '../../action/core/review/settings/resolve-settings.ts';
import { createChangeSource } from '../../action/plugins/git/work-tree/create-change-source.ts';
import { finding, reportOf } from '../core/review/samples.ts';
import { createWorkTree, type WorkTree } from '../plugins/git/work-tree/work-tree.ts';
import { median, type Row, rounded } from './row.ts';

const files = 10_000;
const rounds = 5;

/** A review's own work: the diff of 10,000 files, 5,000 findings, and all of it on a small diff. */
export async function measureReview(root: string): Promise<readonly Row[]> {
  return [await measurePlan(), measureRendering(), measureWhole(root)];
}

/** Plan, scope and chunks of a change of 10,000 files, against `git diff` alone, in turns. */
async function measurePlan(): Promise<Row> {
  const tree = manyFiles();
  const source = createChangeSource(tree.folder);
  const settings = settingsFor('10000', '100000000');
  const ours: number[] = [];
  const reference: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    const plan = await planDiff(source, settings, { request: undefined, leaveOut: undefined });
    if (plan.kind === 'problem' || !plan.files) throw new Error('no plan');
    const answer = boundScope(plan.files, settings);
    ours.push(performance.now() - started);
    if (answer.kind !== 'bounded' || answer.scope.files.length !== files)
      throw new Error('no scope');
    const before = performance.now();
    tree.git('diff', 'HEAD~1', 'HEAD');
    reference.push(performance.now() - before);
  }
  await source.close();
  tree.remove();
  const [value, least] = [median(ours), median(reference)];
  return {
    name: 'review: 10,000 files planned, scoped and chunked',
    value: rounded(value),
    unit: 'ms',
    reference: rounded(least),
    ratio: rounded(value / least),
    target: 'at most 2 of git diff itself',
    holds: value / least <= 2,
  };
}

function measureRendering(): Row {
  const findings = Array.from({ length: 5_000 }, (_, index) =>
    finding({
      file: `src/folder-${index % 50}/file-${index}.ts`,
      line_start: index + 1,
      line_end: index + 2,
      title: `Finding ${index}: a value is used before it is checked`,
      description: 'The value comes from outside and reaches a query. '.repeat(8),
      recommendation: 'Check it where it comes in. '.repeat(4),
    }),
  );
  const report = reportOf(findings);
  const before = process.cpuUsage();
  renderArtifacts(report, { htmlReport: true, codeQualityExport: true });
  const { user, system } = process.cpuUsage(before);
  const value = (user + system) / 1_000;
  return {
    name: 'review: 5,000 findings in all five formats',
    value: rounded(value),
    unit: 'ms CPU',
    target: 'under 1,000',
    holds: value < 1_000,
  };
}

/** `patchplane review` of a small diff with the mock provider, against starting node for nothing. */
function measureWhole(root: string): Row {
  const tree = createWorkTree({ 'a.ts': 'one\n' });
  tree.write('a.ts', 'two\n');
  const start = (argv: readonly string[]) => {
    const started = performance.now();
    execFileSync(process.execPath, argv, { cwd: tree.folder, stdio: 'ignore' });
    return performance.now() - started;
  };
  const program = [join(root, 'dist', 'cli', 'index.js'), 'review', '--provider', 'mock'];
  const ours: number[] = [];
  const reference: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(start(program));
    reference.push(start(['-e', '0']));
  }
  tree.remove();
  const [value, least] = [median(ours), median(reference)];
  return {
    name: 'review: a small diff with the mock provider, from start to end',
    value: rounded(value),
    unit: 'ms',
    reference: rounded(least),
    ratio: rounded(value / least),
    target: 'none; the reference is node itself',
    holds: undefined,
  };
}

function manyFiles(): WorkTree {
  const content = (index: number, line: string) =>
    Array.from({ length: 30 }, (_, at) => (at === 15 ? line : `line ${at} of ${index}`)).join('\n');
  const tree = createWorkTree({ 'README.md': 'many\n' });
  for (const line of ['before', 'after']) {
    for (let index = 0; index < files; index += 1)
      tree.write(`src/f${index % 100}/file-${index}.ts`, content(index, line));
    tree.commit(line);
  }
  return tree;
}

function settingsFor(maxFiles: string, maxDiffBytes: string) {
  const environment = {
    AI_REVIEW_PROVIDER: 'mock',
    AI_REVIEW_MODE: 'branch',
    AI_REVIEW_BASE_REF: 'HEAD~1',
    AI_REVIEW_MAX_FILES: maxFiles,
    AI_REVIEW_MAX_DIFF_BYTES: maxDiffBytes,
  };
  const answer = resolveSettings({ file: undefined, environment, flags: {} });
  if (answer.kind === 'problems') throw new Error(answer.lines.join('\n'));
  return answer.settings;
}
