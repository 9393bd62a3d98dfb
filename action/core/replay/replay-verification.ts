import { rawChange } from '../../domain/candidate-patch-set.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { Failure } from '../../domain/failure.ts';
import type { TestRun } from '../../domain/verification.ts';
import type { SealedPolicy } from '../policy/sealed-policy.ts';
import { setUpOf } from '../sandbox/set-up.ts';
import type { SecretScanner } from '../services/secret-scanner.ts';
import type {
  DerivedPatch,
  TrustedGit,
  TrustedRepository,
} from '../services/source-control-service.ts';
import { planOf } from '../workflows/provision/plan-of.ts';
import { type VerifyServices, verifyCandidate } from '../workflows/verify/verify.ts';
import { type FactsReplay, replayFacts } from './replay-facts.ts';
import type { SealedCandidate, SealedRun } from './sealed-run.ts';

/** Where verification can be done again: the repository, and sandboxes of this machine. */
export interface ReplayPlace {
  readonly git: TrustedGit;
  readonly sandboxes: VerifyServices['sandbox'];
  readonly secretScanners: readonly SecretScanner[];
}

export type VerificationReplay =
  | {
      readonly kind: 'done';
      /** Every check and every case ended as it is sealed. */
      readonly reproduces: boolean;
      /** At most twenty, each one sentence; names of cases are untrusted text. */
      readonly differences: readonly string[];
      readonly facts: FactsReplay;
    }
  /** Nobody knows whether it would come out again. */
  | { readonly kind: 'not-done'; readonly because: string };

const mostDifferences = 20;

/** Runs the plan again on base and sealed patch, in fresh sandboxes, and compares. */
export async function replayVerification(
  run: SealedRun,
  policy: SealedPolicy,
  place: ReplayPlace | undefined,
): Promise<VerificationReplay> {
  const { candidate } = run;
  if (!candidate) return notDone('the run has no candidate');
  if (!place)
    return notDone(
      `the repository is not at hand; give --repo PATH, a clone that holds commit ${candidate.baseSha}`,
    );
  try {
    return await inRepository(run, policy, candidate, place);
  } catch (error) {
    if (error instanceof Failure) return notDone(error.tell);
    throw error;
  }
}

async function inRepository(
  run: SealedRun,
  policy: SealedPolicy,
  candidate: SealedCandidate,
  place: ReplayPlace,
): Promise<VerificationReplay> {
  const { repository } = run.report;
  const [owner = 'owner', name = 'repository'] = repository.fullName?.split('/') ?? [];
  const trusted = await place.git.open(
    { externalId: repository.id?.split(':').at(-1) ?? '0', owner, name },
    {
      commit: candidate.baseSha,
      tree: candidate.baseTree,
      ref: repository.targetRef ?? 'refs/heads/main',
    },
  );
  try {
    const derivation = await trusted.applyPatch(candidate.patch);
    if (derivation.kind === 'refused') return notDone(derivation.because);
    const { derived } = derivation;
    if (
      derived.patchSha256 !== candidate.patchSha256 ||
      derived.resultTree !== candidate.resultTree
    )
      return notDone('the sealed patch gives another tree on this base');
    return await again({
      run,
      policy,
      candidate,
      place,
      trusted,
      derived,
      checkout: { owner, name },
    });
  } finally {
    await trusted.close();
  }
}

interface Ground {
  readonly run: SealedRun;
  readonly policy: SealedPolicy;
  readonly candidate: SealedCandidate;
  readonly place: ReplayPlace;
  readonly trusted: TrustedRepository;
  readonly derived: DerivedPatch;
  readonly checkout: { readonly owner: string; readonly name: string };
}

async function again(ground: Ground): Promise<VerificationReplay> {
  const { run, policy, candidate, place, trusted, derived } = ground;
  const planned = await planOf(trusted);
  if (planned.kind === 'wrong') return notDone(planned.because);
  const { plan, config } = planned;
  if (plan.digest !== run.report.verification.planDigest)
    return notDone(
      'this version of PatchPlane plans other checks for this base than the sealed run had',
    );
  const { environment } = config;
  const outcome = await verifyCandidate(
    {
      plan,
      base: { commit: candidate.baseSha, tree: candidate.baseTree },
      candidate: {
        status: 'captured',
        resultTree: derived.resultTree,
        changes: [...derived.changes],
      },
      patch: derived.patch,
      setUp: await setUpOf(config, trusted),
      sandbox: {
        runId: run.report.run.id,
        policy: policy.bundle.sandbox,
        checkout: { ...ground.checkout, commit: candidate.baseSha },
        ...(environment?.snapshot ? { snapshot: environment.snapshot } : {}),
        ...(environment?.image ? { image: environment.image } : {}),
      },
    },
    { sandbox: place.sandboxes },
  );
  if ('stop' in outcome) return notDone(outcome.stop.reason);
  const { verification } = outcome.add;
  const differences = [
    ...changesDiffer(run, derived),
    ...differencesOf('base', run.report.tests.baseline, verification.baseline),
    ...differencesOf('candidate', run.report.tests.candidate, verification.candidate),
  ];
  return {
    kind: 'done',
    reproduces: differences.length === 0,
    differences: differences.slice(0, mostDifferences),
    facts: await replayFacts(policy, {
      trusted,
      derived,
      verification,
      scanners: place.secretScanners,
    }),
  };
}

function changesDiffer({ report }: SealedRun, { changes }: DerivedPatch): readonly string[] {
  const same = canonicalJson(report.candidate.changes) === canonicalJson(changes.map(rawChange));
  return same ? [] : ['The report lists other changes than the patch makes.'];
}

function differencesOf(where: string, sealed: TestRun, now: TestRun): readonly string[] {
  const before = new Map(sealed.cases.map(({ id, outcome }) => [id, outcome]));
  const after = new Map(now.cases.map(({ id, outcome }) => [id, outcome]));
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort();
  return [
    ...(sealed.status === now.status
      ? []
      : [`The checks on the ${where} are "${now.status}", sealed is "${sealed.status}".`]),
    ...ids.flatMap((id) => {
      const [was = 'absent', is = 'absent'] = [before.get(id), after.get(id)];
      return was === is
        ? []
        : [`On the ${where}, ${JSON.stringify(id)} is "${is}", sealed is "${was}".`];
    }),
  ];
}

function notDone(because: string): VerificationReplay {
  return { kind: 'not-done', because };
}
