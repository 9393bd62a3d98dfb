import type { CandidatePatchSet } from '../../domain/candidate-patch-set.ts';
import { displayPath } from '../../domain/display-path.ts';
import type { TestComparison, Verification } from '../../domain/verification.ts';
import { type HiddenCharacterFact, PolicyFacts, type SecretFact } from './facts.ts';
import type { ChangeScan } from './scan-change.ts';

export interface Observed {
  readonly candidate: CandidatePatchSet;
  /** One scan per change, in any order. */
  readonly scans: readonly ChangeScan[];
  /** Secrets of the base that the patch displays. */
  readonly shownSecrets: readonly SecretFact[];
  readonly verification: Verification;
  readonly agent:
    | { readonly outcome: string; readonly credential: 'grant' | 'raw-key' }
    | undefined;
  readonly truncatedEvidence: readonly string[];
}

/** Facts list this many hits of each sort; one is enough to act on, a thousand is enough to read. */
const mostHits = 1_000;

/**
 * Puts what was observed into the one form that policy reads. Throws when a change has no scan
 * (a bug of ours): a path that policy never saw must not pass.
 */
export function gatherFacts(observed: Observed): PolicyFacts {
  const { candidate, scans, verification, agent } = observed;
  const paths = sortBy(
    scans.map(({ path }) => path),
    ({ display }) => display,
  );
  requireEveryPath(candidate, new Set(paths.map(({ display }) => display)));
  const secrets = sortHits([...scans.flatMap((scan) => scan.secrets), ...observed.shownSecrets]);
  const hidden = sortHits(scans.flatMap(({ hiddenCharacters }) => hiddenCharacters));
  return PolicyFacts.parse({
    version: 1,
    candidate: {
      status: candidate.status,
      subject: candidate.subject.kind,
      baseSha: candidate.baseSha,
      baseTree: candidate.baseTree,
      resultTree: candidate.resultTree,
      patchSha256: candidate.patchSha256,
      stats: candidate.stats,
    },
    paths,
    secrets: secrets.slice(0, mostHits),
    hiddenCharacters: hidden.slice(0, mostHits),
    hitsTruncated: secrets.length > mostHits || hidden.length > mostHits,
    verification: verificationFacts(verification),
    agent: agent ? { outcome: agent.outcome, credential: agent.credential } : null,
    truncatedEvidence: [...new Set(observed.truncatedEvidence)].sort(),
  });
}

function requireEveryPath(candidate: CandidatePatchSet, seen: ReadonlySet<string>): void {
  const missing = candidate.changes.find(({ path }) => !seen.has(displayPath(path)));
  if (missing || seen.size !== candidate.changes.length) {
    throw new TypeError('the scans are not those of the candidate');
  }
}

function verificationFacts(verification: Verification): PolicyFacts['verification'] {
  const { plan, results, summary } = verification;
  const statusOf = (key: string, phase: 'baseline' | 'candidate') =>
    results.find((result) => result.requirementKey === key && result.phase === phase)?.status ??
    'not-run';
  return {
    planDigest: plan.digest,
    guessed: plan.guessed,
    sources: [...plan.sources].sort(),
    checks: sortBy(
      plan.requirements.map(({ key, label, required }) => ({
        key,
        label,
        required,
        baseline: statusOf(key, 'baseline'),
        candidate: statusOf(key, 'candidate'),
      })),
      ({ key }) => key,
    ),
    baseline: verification.baseline.status,
    candidate: verification.candidate.status,
    summary: sortedSummary(summary),
    testedTree: verification.testedTree,
  };
}

function sortedSummary(summary: TestComparison): TestComparison {
  return {
    newFailures: [...summary.newFailures].sort(),
    fixed: [...summary.fixed].sort(),
    stillFailing: [...summary.stillFailing].sort(),
    disappeared: [...summary.disappeared].sort(),
    newlySkipped: [...summary.newlySkipped].sort(),
  };
}

/** The surest first, so that a cut list keeps what matters. */
function sortHits<Hit extends SecretFact | HiddenCharacterFact>(hits: readonly Hit[]): Hit[] {
  return sortBy(hits, (hit) => {
    const sure = 'confidence' in hit ? `${hit.confidence} ${hit.side} ${hit.rule}` : '';
    return `${sure} ${hit.path} ${String(hit.line ?? 0).padStart(9, '0')}`;
  });
}

function sortBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return items
    .map((item) => ({ item, key: keyOf(item) }))
    .sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0))
    .map(({ item }) => item);
}
