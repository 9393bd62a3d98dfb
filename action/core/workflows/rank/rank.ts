import type { CandidateSummary } from '../../../domain/candidate-summary.ts';
import type { PolicyOutcome } from '../../../domain/policy-bundle.ts';

/** What is known of a candidate before it has its place. */
export type Contender = Omit<CandidateSummary, 'rank' | 'because'>;

interface Criterion {
  /** Smaller is better. */
  readonly of: (contender: Contender) => number | string;
  /** What the better one has over the other. */
  readonly because: (better: Contender, worse: Contender) => string;
}

const outcomes: Readonly<Record<PolicyOutcome, number>> = {
  approve: 0,
  'manual-review': 1,
  'changes-requested': 2,
  block: 3,
  'not-evaluated': 4,
};

/**
 * By evidence that the trusted side took itself, in this order; what the agents say of their work
 * counts nothing. The digest, which nobody can choose, decides between equals; two of the same
 * bytes keep the order of their agents.
 */
const criteria: readonly Criterion[] = [
  {
    of: ({ stopped }) => (stopped === null ? 0 : 1),
    because: (_, worse) => `it went no further: ${worse.stopped}`,
  },
  {
    of: ({ required }) => required.all - required.passed,
    because: (better, worse) =>
      `${worse.required.passed} of ${worse.required.all} required checks passed, and ${better.required.passed} before it`,
  },
  {
    of: ({ newFailures }) => newFailures,
    because: (better, worse) =>
      `${worse.newFailures} tests newly fail or are gone, and ${better.newFailures} before it`,
  },
  {
    of: ({ fixed }) => -fixed,
    because: (better, worse) =>
      `it fixes ${worse.fixed} tests, and the one before it ${better.fixed}`,
  },
  {
    of: ({ policyOutcome }) => outcomes[policyOutcome],
    because: (better, worse) =>
      `policy says "${worse.policyOutcome}", and "${better.policyOutcome}" before it`,
  },
  {
    of: sizeOf,
    because: (better, worse) =>
      `it changes ${sizeOf(worse)} lines, and the one before it ${sizeOf(better)}`,
  },
  {
    of: ({ patchSha256 }) => patchSha256 ?? '',
    because: () => 'all evidence is alike; the digest of the patch decides',
  },
  {
    of: ({ number }) => number,
    because: (better) => `it is the same patch as that of agent ${better.number}`,
  },
];

/** All candidates in their order, each with the first thing that sets it apart from the one before. */
export function rank(contenders: readonly Contender[]): readonly CandidateSummary[] {
  const ordered = [...contenders].sort((left, right) => {
    const criterion = firstDifference(left, right);
    return criterion && criterion.of(left) < criterion.of(right) ? -1 : criterion ? 1 : 0;
  });
  return ordered.map((contender, index) => {
    const before = ordered[index - 1];
    const because = before ? whyBehind(before, contender) : whatSpeaksFor(contender);
    return { ...contender, rank: index + 1, because: because.slice(0, 500).toWellFormed() };
  });
}

function firstDifference(left: Contender, right: Contender): Criterion | undefined {
  return criteria.find(({ of }) => of(left) !== of(right));
}

function whyBehind(better: Contender, worse: Contender): string {
  return firstDifference(better, worse)?.because(better, worse) ?? 'nothing sets it apart';
}

function whatSpeaksFor({
  stopped,
  required,
  newFailures,
  fixed,
  policyOutcome,
}: Contender): string {
  if (stopped !== null) return `none went further: ${stopped}`;
  return `${required.passed} of ${required.all} required checks passed, ${newFailures} tests newly fail or are gone, ${fixed} are fixed, policy says "${policyOutcome}"`;
}

function sizeOf({ stats }: Contender): number {
  return stats ? stats.additions + stats.deletions : 0;
}
