import { Failure } from '../../../domain/failure.ts';
import type {
  VerificationPhase,
  VerificationRequirement,
  VerificationResult,
} from '../../../domain/verification.ts';
import type { Evidence } from '../../attempt.ts';
import type { Execution } from '../../services/sandbox-service.ts';
import { commandFor, findChromium, usesChromium } from './check-command.ts';
import { type Judged, judgeExecution, type ReportFile } from './judge-execution.ts';
import { mergeRuns } from './merge-runs.ts';
import type { Bench } from './place.ts';
import { executionEvidence, reportEvidence } from './run-evidence.ts';

/** One check on one tree, as often as it was asked for. */
export interface RequirementRun extends Judged {
  readonly result: VerificationResult;
  readonly evidence: readonly Evidence[];
}

/** Every sandbox is one. */
const sandboxPlatform = 'linux';

/** Runs one check. What can not run here is `not-run`, which is never counted as passed. */
export async function runRequirement(
  requirement: VerificationRequirement,
  phase: VerificationPhase,
  bench: Bench,
): Promise<RequirementRun> {
  const { platform = sandboxPlatform, repeat = 1 } = requirement;
  if (platform !== sandboxPlatform)
    return notRun(requirement, phase, `It runs on ${platform}, and the sandbox is Linux.`);
  const chromium = usesChromium(requirement) ? await findChromium(bench) : undefined;
  if (usesChromium(requirement) && chromium === undefined)
    return notRun(requirement, phase, 'The sandbox has no Chromium.');
  const runs: Run[] = [];
  for (let index = 0; index < repeat; index += 1)
    runs.push(await runOnce(requirement, bench, chromium));
  return concluded(requirement, phase, runs);
}

interface Run {
  readonly execution: Execution;
  readonly file: ReportFile | undefined;
  readonly judged: Judged;
}

async function runOnce(
  requirement: VerificationRequirement,
  bench: Bench,
  chromium: string | undefined,
): Promise<Run> {
  const { service, sandbox } = bench;
  const { command, report } = commandFor(requirement, bench, chromium);
  if (report) await makeEmpty(bench, report.folder, report.file);
  const execution = await service.execute(sandbox, command);
  const file = report ? await collect(bench, report.file) : undefined;
  const judged = judgeExecution(requirement, execution, { file, workspace: sandbox.workspace });
  return { execution, file, judged };
}

/**
 * The folder is new: nothing that ran before the check can have written its report. Where it can
 * not be made there will be no report, which is an error by itself.
 */
async function makeEmpty(
  { service, sandbox, limits }: Bench,
  folder: string,
  reportFile: string,
): Promise<void> {
  await service.execute(sandbox, {
    argv: ['sh', '-ec', makeScript, 'sh', folder, reportFile],
    cwd: '/',
    timeoutSeconds: limits.gitTimeoutSeconds,
    maxOutputBytes: 64 * 1024,
  });
}

const makeScript = 'mkdir -m 700 -- "$1"; mkdir -p -- "$(dirname -- "$2")"';

async function collect({ service, sandbox, limits }: Bench, path: string): Promise<ReportFile> {
  try {
    const [bytes] = await service.collectArtifacts(sandbox, [path], limits.maxReportBytes);
    return bytes ? { kind: 'file', bytes } : { kind: 'missing' };
  } catch (error) {
    if (error instanceof Failure && error.code === 'too-large') return { kind: 'too-large' };
    throw error;
  }
}

function concluded(
  requirement: VerificationRequirement,
  phase: VerificationPhase,
  runs: readonly Run[],
): RequirementRun {
  const { key } = requirement;
  const merged = mergeRuns(runs.map(({ judged }) => judged));
  // The first that did not go well says most.
  const telling = runs.find(({ judged }) => judged.status !== 'passed') ?? runs.at(-1);
  const truncated = runs.some(
    ({ execution, file }) => execution.truncated || file?.kind === 'too-large',
  );
  const duration = runs.reduce((sum, { execution }) => sum + execution.durationMs, 0);
  const result: VerificationResult = {
    requirementKey: key,
    phase,
    status: merged.status,
    exitCode: telling?.execution.exitCode ?? null,
    durationMs: Math.max(0, Math.round(duration)),
    truncated,
    ...(merged.reason === undefined ? {} : { reason: merged.reason }),
    ...(runs.length > 1 ? { runs: runs.length } : {}),
  };
  const evidence = runs.flatMap(({ execution, file }, index) => {
    const producer = `verify/${phase}/${key}${index === 0 ? '' : `/${index + 1}`}`;
    return executionEvidence(producer, requirement, execution, file);
  });
  const report = reportEvidence(`verify/${phase}/${key}`, {
    requirement,
    result,
    cases: merged.cases,
  });
  return { ...merged, result, evidence: [...evidence, { ...report, truncated }] };
}

function notRun(
  requirement: VerificationRequirement,
  phase: VerificationPhase,
  reason: string,
): RequirementRun {
  const result: VerificationResult = {
    requirementKey: requirement.key,
    phase,
    status: 'not-run',
    exitCode: null,
    durationMs: 0,
    truncated: false,
    reason,
  };
  const report = reportEvidence(`verify/${phase}/${requirement.key}`, {
    requirement,
    result,
    cases: [],
  });
  return { status: 'not-run', cases: [], reason, result, evidence: [report] };
}
