import type { CandidatePatchSet } from '../../domain/candidate-patch-set.ts';
import { displayPath } from '../../domain/display-path.ts';
import type { ModelCredential } from '../../domain/model-credential.ts';
import type { Verification } from '../../domain/verification.ts';
import { gatherDependencies } from './dependencies/gather-dependencies.ts';
import {
  type HiddenCharacterFact,
  type OpaqueLineFact,
  type PathFact,
  PolicyFacts,
  type SandboxFact,
  type SecretFact,
  type WeakenedTestFact,
} from './facts.ts';
import { setsThresholds } from './path-kinds.ts';
import { reviewFacts } from './review-facts.ts';
import type { ChangeScan } from './scan-change.ts';
import { sortBy } from './sort-by.ts';
import { verificationFacts } from './verification-facts.ts';

export interface Observed {
  readonly candidate: CandidatePatchSet;
  /** One scan per change, in any order. */
  readonly scans: readonly ChangeScan[];
  /** Secrets of the base that the patch displays. */
  readonly shownSecrets: readonly SecretFact[];
  readonly verification: Verification;
  readonly agent: { readonly outcome: string; readonly credential: ModelCredential } | undefined;
  readonly truncatedEvidence: readonly string[];
  readonly reviews?: Parameters<typeof reviewFacts>[0];
  readonly sandboxes?: readonly SandboxFact[];
  /** Owners of the touched paths, after the base's CODEOWNERS. */
  readonly owners?: PolicyFacts['owners'];
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
  const weakened = sortHits(weakenedIn(scans));
  const opaque = sortHits(scans.flatMap(({ opaqueLines }) => opaqueLines));
  return PolicyFacts.parse({
    version: 2,
    candidate: {
      status: candidate.status,
      subject: candidate.subject.kind,
      baseSha: candidate.baseSha,
      baseTree: candidate.baseTree,
      resultTree: candidate.resultTree,
      patchSha256: candidate.patchSha256,
      stats: candidate.stats,
    },
    paths: withRenames(paths),
    secrets: secrets.slice(0, mostHits),
    hiddenCharacters: hidden.slice(0, mostHits),
    weakenedTests: weakened.slice(0, mostHits),
    opaqueLines: opaque.slice(0, mostHits),
    licenceHeaders: scans
      .flatMap(({ losesLicence, path }) => (losesLicence ? [path.display] : []))
      .sort(),
    hitsTruncated: [secrets, hidden, weakened, opaque].some(({ length }) => length > mostHits),
    dependencies: gatherDependencies(
      scans.flatMap(({ path, dependencies: scan }) => (scan ? [{ path: path.display, scan }] : [])),
    ),
    owners: observed.owners ?? { source: null, groups: [], unread: false },
    verification: verificationFacts(verification),
    reviews: reviewFacts(observed.reviews ?? []),
    sandboxes: sortBy(observed.sandboxes ?? [], (sandbox) => JSON.stringify(sandbox)),
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

/** What a deleted file demanded is still demanded where the file lies beside it by another name. */
function weakenedIn(scans: readonly ChangeScan[]): readonly WeakenedTestFact[] {
  const placeOf = (display: string, blob: string | null) =>
    `${display.slice(0, display.lastIndexOf('/') + 1)}\0${blob}`;
  const there = new Set(
    scans
      .filter(({ path }) => path.newBlob !== null && setsThresholds(path.display))
      .map(({ path }) => placeOf(path.display, path.newBlob)),
  );
  return scans
    .filter(({ path }) => path.status !== 'D' || !there.has(placeOf(path.display, path.oldBlob)))
    .flatMap(({ weakenedTests }) => weakenedTests);
}

/** The surest first, so that a cut list keeps what matters. */
function sortHits<Hit extends SecretFact | HiddenCharacterFact | WeakenedTestFact | OpaqueLineFact>(
  hits: readonly Hit[],
): Hit[] {
  return sortBy(hits, (hit) => {
    const sure = 'confidence' in hit ? `${hit.confidence} ${hit.side} ${hit.rule}` : '';
    return `${sure} ${hit.path} ${String(hit.line ?? 0).padStart(9, '0')}`;
  });
}

/** A file that was added with the bytes of one that was deleted; the first of them by name. */
function withRenames(paths: readonly PathFact[]): readonly PathFact[] {
  const gone = new Map<string, string>();
  for (const { status, oldBlob, display } of paths) {
    if (status === 'D' && oldBlob !== null && !gone.has(oldBlob)) gone.set(oldBlob, display);
  }
  return paths.map((fact) =>
    fact.status === 'A' && fact.newBlob !== null
      ? { ...fact, renamedFrom: gone.get(fact.newBlob) ?? null }
      : fact,
  );
}
