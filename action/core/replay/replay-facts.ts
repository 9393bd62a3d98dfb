import type { CandidatePatchSet } from '../../domain/candidate-patch-set.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Verification } from '../../domain/verification.ts';
import { evaluatePolicy } from '../policy/evaluate.ts';
import { PolicyFacts } from '../policy/facts.ts';
import { gatherFacts } from '../policy/gather-facts.ts';
import type { SealedPolicy } from '../policy/sealed-policy.ts';
import type { SecretScanner } from '../services/secret-scanner.ts';
import type { DerivedPatch, TrustedRepository } from '../services/source-control-service.ts';
import { readOwners } from '../workflows/evaluate/read-owners.ts';
import { defaultScanLimits, scanCandidate } from '../workflows/evaluate/scan-candidate.ts';

/** Facts gathered again from base, patch and the repeated verification, and their verdict. */
export interface FactsReplay {
  readonly reproduces: boolean;
  readonly outcome: string;
  /** Which sorts of facts came out differently. */
  readonly different: readonly string[];
}

export interface FactSources {
  readonly trusted: TrustedRepository;
  readonly derived: DerivedPatch;
  readonly verification: Verification;
  readonly scanners: readonly SecretScanner[];
}

/**
 * What can be seen again is looked at again; what happened once (an agent at work, reviews,
 * sandboxes that are gone, evidence that was cut) stays as it was sealed.
 */
export async function replayFacts(
  sealed: SealedPolicy,
  { trusted, derived, verification, scanners }: FactSources,
): Promise<FactsReplay> {
  if (sealed.facts.version !== 2)
    return { reproduces: false, outcome: 'not-evaluated', different: ['version'] };
  const once = sealed.facts;
  const set = candidateSet(once, derived);
  const scanned = await scanCandidate(
    { set, patch: derived.patch },
    trusted,
    defaultScanLimits,
    scanners,
  );
  const gathered = gatherFacts({
    candidate: set,
    scans: scanned.scans,
    shownSecrets: scanned.shownSecrets,
    verification,
    agent: once.agent ?? undefined,
    owners: await readOwners(set.changes, trusted),
    truncatedEvidence: once.truncatedEvidence,
  });
  const { reviews, sandboxes, candidate } = once;
  const facts: PolicyFacts = {
    ...gathered,
    ...{ reviews, sandboxes },
    // Whose work it is, and what an agent claimed about it, was sealed; here are only its bytes.
    candidate: { ...gathered.candidate, subject: candidate.subject },
    verification: { ...gathered.verification, claims: once.verification.claims },
  };
  const different = differentIn(once, facts);
  const { outcome } = evaluatePolicy(sealed.bundle, facts);
  return { reproduces: different.length === 0, outcome, different };
}

/** Only what facts are made of matters here. */
function candidateSet({ candidate }: PolicyFacts, derived: DerivedPatch): CandidatePatchSet {
  return {
    id: 'candidate-replayed',
    workflowRunId: 'run-replayed',
    subject: { kind: 'patch-file', sha256: derived.patchSha256 },
    status: candidate.status,
    baseSha: candidate.baseSha,
    baseTree: candidate.baseTree,
    resultTree: derived.resultTree,
    patchSha256: derived.patchSha256,
    changes: [...derived.changes],
    stats: derived.stats,
    createdAt: 0,
  };
}

function differentIn(sealed: PolicyFacts, now: PolicyFacts): readonly string[] {
  return PolicyFacts.keyof().options.filter(
    (key) => canonicalJson(sealed[key]) !== canonicalJson(now[key]),
  );
}
