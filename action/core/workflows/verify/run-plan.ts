import type {
  TestRun,
  VerificationPhase,
  VerificationRequirement,
  VerificationResult,
} from '../../../domain/verification.ts';
import type { Evidence } from '../../attempt.ts';
import type { Bench } from './place.ts';
import { type RequirementRun, runRequirement } from './run-requirement.ts';

/** The whole plan on one tree. */
export interface PlanRun {
  readonly run: TestRun;
  readonly results: readonly VerificationResult[];
}

const changedTree =
  'Tracked files were other ones after this check than before it, so nobody can say what it tested.';

/**
 * Runs the checks in their order, one at a time. One that leaves tracked files otherwise than it
 * found them is an error, whatever it said, and they are put back. `evidence` is filled as it
 * goes, so that it is there also where a sandbox is lost half-way.
 */
export async function runPlan(
  requirements: readonly VerificationRequirement[],
  phase: VerificationPhase,
  bench: Bench,
  evidence: Evidence[],
): Promise<PlanRun> {
  // What the base's own tests do to the base is the base's affair, and is wiped before the rest.
  const watch = phase === 'baseline' ? undefined : await watchTree(bench);
  const runs: RequirementRun[] = [];
  for (const requirement of requirements) {
    const ran = await runRequirement(requirement, phase, bench);
    evidence.push(...ran.evidence);
    runs.push(ran.status === 'not-run' || !watch || (await watch()) ? ran : changed(ran));
  }
  return {
    run: { status: overall(runs), cases: runs.flatMap(({ cases }) => cases) },
    results: runs.map(({ result }) => result),
  };
}

/** Asks whether tracked files are what they were at the beginning, and sees to it. */
async function watchTree({ tree, holds }: Bench): Promise<() => Promise<boolean>> {
  const before = await tree.read(holds);
  return async () => {
    if (before !== undefined && (await tree.read(holds)) === before) return true;
    await tree.put(holds);
    return false;
  };
}

function changed(ran: RequirementRun): RequirementRun {
  const verdict = { status: 'error', reason: changedTree } as const;
  return { ...ran, ...verdict, result: { ...ran.result, ...verdict, treeChanged: true } };
}

/** The worst check is the run's; what did not run says nothing about what did. */
function overall(runs: readonly RequirementRun[]): TestRun['status'] {
  const statuses = runs.map(({ status }) => status);
  const worst = (['error', 'failed', 'passed'] as const).find((one) => statuses.includes(one));
  return worst ?? 'not-run';
}
