import { Failure } from '../../../domain/failure.ts';
import type { TestRun, Verification } from '../../../domain/verification.ts';
import {
  type Evidence,
  type Parts,
  reportOn,
  type SandboxReport,
  type StageOutcome,
} from '../../attempt.ts';
import { prepareSandbox } from '../../sandbox/prepare-sandbox.ts';
import { setUpOf } from '../../sandbox/set-up.ts';
import type { Sandbox } from '../../services/sandbox-service.ts';
import { observeClaims } from './claims.ts';
import { defaultVerifyLimits, type VerifyLimits } from './limits.ts';
import {
  hasOldTests,
  type Measured,
  measureCandidate,
  measureOldTests,
  nothingMeasured,
} from './measure.ts';
import type { Place, VerifySandboxes } from './place.ts';
import type { Verifiable } from './verifiable.ts';
import { createVerifyTree } from './verify-tree.ts';

type Outcome = StageOutcome<Pick<Parts, 'verification'>>;
type Known = Pick<Parts, 'request' | 'base' | 'candidate'> & Partial<Pick<Parts, 'agent'>>;

export interface VerifyServices {
  readonly sandbox: VerifySandboxes;
}

/**
 * Runs the plan in a fresh sandbox that never saw the agent, then sets what was seen beside what
 * the agent said. The sandboxes are gone afterwards, whatever happened in them.
 */
export async function verify(
  known: Known,
  services: VerifyServices,
  limits: VerifyLimits = defaultVerifyLimits,
): Promise<Outcome> {
  const outcome = await verifyCandidate(await verifiableOf(known), services, limits);
  if ('stop' in outcome) return outcome;
  const { verification } = outcome.add;
  const { changes } = known.candidate.set;
  const claims = observeClaims(known.agent?.finalMessage ?? '', verification, changes);
  return { ...outcome, add: { verification: { ...verification, claims: [...claims] } } };
}

async function verifiableOf({ request, base, candidate }: Known): Promise<Verifiable> {
  const { trusted, plan, policy, config } = base;
  const { owner, name } = request.repository;
  const { environment } = config;
  return {
    plan,
    base: trusted.base,
    candidate: candidate.set,
    patch: candidate.patch,
    setUp: await setUpOf(config, trusted),
    sandbox: {
      runId: request.run.id,
      policy: policy.sandbox,
      checkout: { owner, name, commit: trusted.base.commit },
      ...(environment?.snapshot ? { snapshot: environment.snapshot } : {}),
      ...(environment?.image ? { image: environment.image } : {}),
    },
  };
}

/** The same for whoever has base, plan and patch from elsewhere; no model is near. */
export async function verifyCandidate(
  subject: Verifiable,
  services: VerifyServices,
  limits: VerifyLimits = defaultVerifyLimits,
): Promise<Outcome> {
  const { plan, candidate } = subject;
  if (candidate.status === 'empty' || plan.requirements.length === 0)
    return { add: { verification: nothingMeasured(plan) }, detail: 'nothing to run' };
  const first = await inSandbox(subject, services, limits, (place, evidence) =>
    measureCandidate(subject, place, evidence),
  );
  if (first.kind === 'stopped') return first.outcome;
  if (!hasOldTests(subject)) return ended(first.value, [first]);
  // A sandbox of its own: the candidate's code had the other one to itself.
  const second = await inSandbox(subject, services, limits, (place, evidence) =>
    measureOldTests(subject, first.value, place, evidence),
  );
  if (second.kind === 'measured') return ended(second.value, [first, second]);
  const { evidence = [], sandboxes = [], ...stopped } = second.outcome;
  return {
    ...stopped,
    evidence: [...first.evidence, ...evidence],
    sandboxes: [...first.sandboxes, ...sandboxes],
  };
}

interface Seen {
  readonly evidence: readonly Evidence[];
  readonly sandboxes: readonly SandboxReport[];
}

type Visited<Value> =
  | ({ readonly kind: 'measured'; readonly value: Value } & Seen)
  | { readonly kind: 'stopped'; readonly outcome: Extract<Outcome, { readonly stop: unknown }> };

/** A sandbox that breaks is an outcome here: it must still be destroyed and reported. */
async function inSandbox<Value>(
  { sandbox: request, setUp }: Verifiable,
  { sandbox: service }: VerifyServices,
  limits: VerifyLimits,
  work: (place: Place, evidence: Evidence[]) => Promise<Measured<Value>>,
): Promise<Visited<Value>> {
  const wanted = { ...request, purpose: 'verify', allow: [] } as const;
  const prepared = await prepareSandbox(service, wanted, setUp);
  const { sandbox } = prepared;
  const evidence = [...prepared.evidence];
  const measured =
    prepared.kind === 'failed'
      ? ({ kind: 'stopped', stop: prepared.stop } as const)
      : await orStopped(service, sandbox, async () => {
          const tree = createVerifyTree(service, sandbox, limits);
          if (setUp.commands.length > 0) await tree.keep();
          return await work({ service, sandbox, limits, tree }, evidence);
        });
  const sandboxes = [await dispose(service, sandbox)];
  if (measured.kind === 'measured') return { ...measured, evidence, sandboxes };
  return { kind: 'stopped', outcome: { stop: measured.stop, evidence, sandboxes } };
}

async function orStopped<Value>(
  service: VerifySandboxes,
  sandbox: Sandbox,
  work: () => Promise<Measured<Value>>,
): Promise<Measured<Value>> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Failure)) {
      await service.destroy(sandbox).catch(() => undefined);
      throw error;
    }
    const stop = { state: 'failed', category: error.code, reason: error.tell } as const;
    return { kind: 'stopped', stop };
  }
}

function ended(verification: Verification, seen: readonly Seen[]) {
  const changedFiles = verification.results.some(({ treeChanged }) => treeChanged);
  return {
    add: { verification },
    evidence: seen.flatMap(({ evidence }) => evidence),
    sandboxes: seen.flatMap(({ sandboxes }) => sandboxes),
    detail: `${tellOf(verification.candidate)}${changedFiles ? '; the tests changed tracked files' : ''}`,
  };
}

async function dispose(service: VerifySandboxes, sandbox: Sandbox): Promise<SandboxReport> {
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
