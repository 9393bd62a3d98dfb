import { canonicalJson } from '../../../domain/canonical-json.ts';
import type {
  TestRun,
  VerificationPlan,
  VerificationRequirement,
  VerificationResult,
} from '../../../domain/verification.ts';
import type { Evidence } from '../../attempt.ts';
import type { Execution, Sandbox, SandboxService } from '../../services/sandbox-service.ts';
import { judgeExecution } from './judge-execution.ts';
import type { VerifyLimits } from './limits.ts';

export type Phase = VerificationResult['phase'];

/** The whole plan on one tree, with the output as evidence. */
export interface PlanRun {
  readonly run: TestRun;
  readonly results: readonly VerificationResult[];
  readonly evidence: readonly Evidence[];
}

/** Runs the checks in their order, one at a time, each in the tree as `beforeEach` leaves it. */
export async function runPlan(
  plan: VerificationPlan,
  phase: Phase,
  bench: {
    readonly service: Pick<SandboxService, 'execute'>;
    readonly sandbox: Sandbox;
    readonly limits: VerifyLimits;
  },
): Promise<PlanRun> {
  const runs: PlanRun[] = [];
  for (const requirement of plan.requirements) {
    const execution = await bench.service.execute(
      bench.sandbox,
      commandFor(requirement, bench.sandbox, bench.limits),
    );
    runs.push(judged(requirement, phase, execution));
  }
  return {
    run: { status: overall(runs), cases: runs.flatMap(({ run }) => run.cases) },
    results: runs.flatMap(({ results }) => results),
    evidence: runs.flatMap(({ evidence }) => evidence),
  };
}

/** No shell, no inherited environment that we know of, a home that is thrown away. */
function commandFor(requirement: VerificationRequirement, sandbox: Sandbox, limits: VerifyLimits) {
  return {
    argv: requirement.command,
    cwd: sandbox.workspace,
    env: { CI: '1', HOME: sandbox.scratch, LANG: 'C.UTF-8', NO_COLOR: '1' },
    timeoutSeconds: requirement.timeoutSeconds,
    maxOutputBytes: limits.maxOutputBytes,
  };
}

function judged(requirement: VerificationRequirement, phase: Phase, execution: Execution): PlanRun {
  const { status, cases } = judgeExecution(requirement, execution);
  const result: VerificationResult = {
    requirementKey: requirement.key,
    phase,
    status,
    exitCode: execution.exitCode,
    durationMs: Math.max(0, Math.round(execution.durationMs)),
    truncated: execution.truncated,
  };
  const report = { requirement, result, cases };
  return {
    run: { status, cases: [...cases] },
    results: [result],
    evidence: evidenceOf(`verify/${phase}/${requirement.key}`, execution, report),
  };
}

function evidenceOf(producer: string, execution: Execution, report: unknown): readonly Evidence[] {
  const { truncated } = execution;
  const streams: readonly Evidence[] = [
    { kind: 'stdout', producer, contentType: text, content: execution.stdout, truncated },
    { kind: 'stderr', producer, contentType: text, content: execution.stderr, truncated },
  ];
  return [
    ...streams.filter(({ content }) => content.length > 0),
    {
      kind: 'test-report',
      producer,
      contentType: 'application/json',
      content: new TextEncoder().encode(canonicalJson(report)),
      truncated,
    },
  ];
}

/** Never served as anything a browser would interpret. */
const text = 'text/plain; charset=utf-8';

/** The worst check is the run's. */
function overall(runs: readonly PlanRun[]): TestRun['status'] {
  const statuses = runs.map(({ run }) => run.status);
  if (statuses.length === 0) return 'not-run';
  if (statuses.includes('error')) return 'error';
  return statuses.includes('failed') ? 'failed' : 'passed';
}
