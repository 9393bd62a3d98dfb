import { Failure } from '../../../domain/failure.ts';
import type { TestRun, Verification, VerificationPlan } from '../../../domain/verification.ts';
import {
  type Parts,
  reportOn,
  type SandboxReport,
  type StageOutcome,
  type Stop,
} from '../../attempt.ts';
import type { Sandbox, SandboxService } from '../../services/sandbox-service.ts';
import { compare } from './compare.ts';
import { defaultVerifyLimits, type VerifyLimits } from './limits.ts';
import { type PlanRun, runPlan } from './run-plan.ts';
import { createVerifyTree } from './verify-tree.ts';

type Outcome = StageOutcome<Pick<Parts, 'verification'>>;
type Known = Pick<Parts, 'request' | 'base' | 'candidate'>;

export interface VerifyServices {
  readonly sandbox: Pick<SandboxService, 'provision' | 'upload' | 'execute' | 'destroy'>;
}

/**
 * Runs the plan in a fresh sandbox that never saw the agent: on the base first, then on base
 * plus canonical patch, whose tree must be the candidate's. The sandbox is gone afterwards,
 * whatever happened in it.
 */
export async function verify(
  known: Known,
  services: VerifyServices,
  limits: VerifyLimits = defaultVerifyLimits,
): Promise<Outcome> {
  const { plan } = known.base;
  if (known.candidate.set.status === 'empty' || plan.requirements.length === 0) {
    return { add: { verification: notRun(plan) }, detail: 'nothing to run' };
  }
  const sandbox = await provision(known, services);
  const outcome = await observe(known, services, sandbox, limits);
  return { ...outcome, sandboxes: [await dispose(services, sandbox)] };
}

async function provision({ request, base }: Known, { sandbox }: VerifyServices): Promise<Sandbox> {
  return sandbox.provision({
    runId: request.run.id,
    purpose: 'verify',
    policy: base.policy.sandbox,
    checkout: {
      owner: request.repository.owner,
      name: request.repository.name,
      commit: base.trusted.base.commit,
    },
    allow: [],
  });
}

/** A sandbox that breaks is an outcome here: it must still be destroyed and reported. */
async function observe(
  known: Known,
  { sandbox: service }: VerifyServices,
  sandbox: Sandbox,
  limits: VerifyLimits,
): Promise<Outcome> {
  const evidence: PlanRun['evidence'][number][] = [];
  try {
    return await measure(known, service, sandbox, limits, evidence);
  } catch (error) {
    if (!(error instanceof Failure)) {
      await service.destroy(sandbox).catch(() => undefined);
      throw error;
    }
    return { stop: { state: 'failed', category: error.code, reason: error.tell }, evidence };
  }
}

async function measure(
  { base, candidate }: Known,
  service: VerifyServices['sandbox'],
  sandbox: Sandbox,
  limits: VerifyLimits,
  evidence: PlanRun['evidence'][number][],
): Promise<Outcome> {
  const { plan, trusted } = base;
  const { commit, tree: baseTree } = trusted.base;
  const tree = createVerifyTree(service, sandbox, limits);
  const bench = { service, sandbox, limits };

  if ((await tree.reset(commit)) !== baseTree) {
    return { stop: treeMismatch('the base commit'), evidence };
  }
  const baseline = await runPlan(plan, 'baseline', bench);
  evidence.push(...baseline.evidence);

  // Tests write files; what they left behind must not meet the candidate.
  if ((await tree.reset(commit)) !== baseTree) {
    return { stop: treeMismatch('the base commit'), evidence };
  }
  const applied = await tree.apply(commit, candidate.patch);
  if (applied !== candidate.set.resultTree) {
    return { stop: treeMismatch("the candidate's result tree"), evidence };
  }
  const tested = await runPlan(plan, 'candidate', bench);
  evidence.push(...tested.evidence);

  const after = await tree.read();
  return {
    add: { verification: verificationOf(plan, baseline, tested, applied) },
    evidence,
    detail: `${tellOf(tested.run)}${after === applied ? '' : '; the tests changed tracked files'}`,
  };
}

function verificationOf(
  plan: VerificationPlan,
  baseline: PlanRun,
  tested: PlanRun,
  testedTree: string,
): Verification {
  return {
    plan,
    results: [...baseline.results, ...tested.results],
    baseline: baseline.run,
    candidate: tested.run,
    summary: compare(baseline.run, tested.run),
    testedTree,
    flaky: [],
    oldTestsOnNewCode: null,
    claims: [],
  };
}

function notRun(plan: VerificationPlan): Verification {
  const none: TestRun = { status: 'not-run', cases: [] };
  return {
    plan,
    results: [],
    baseline: none,
    candidate: none,
    summary: compare(none, none),
    testedTree: null,
    flaky: [],
    oldTestsOnNewCode: null,
    claims: [],
  };
}

function treeMismatch(expected: string): Stop {
  return {
    state: 'failed',
    category: 'tree-mismatch',
    reason: `The verify sandbox does not hold ${expected}, so nothing was judged.`,
  };
}

async function dispose(
  { sandbox: service }: VerifyServices,
  sandbox: Sandbox,
): Promise<SandboxReport> {
  const destroyed = await service.destroy(sandbox).then(
    () => true,
    () => false,
  );
  return reportOn(sandbox, destroyed);
}

function tellOf({ status, cases }: TestRun): string {
  const passed = cases.filter(({ outcome }) => outcome === 'passed').length;
  return `${status}: ${passed} of ${cases.length} passed`;
}
