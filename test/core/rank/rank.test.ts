import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Contender, rank } from '../../../action/core/workflows/rank/rank.ts';
import { sha256Hex } from '../../../action/domain/digest.ts';

function contender(number: number, change: Partial<Contender> = {}): Contender {
  return {
    number,
    stopped: null,
    patchSha256: sha256Hex(`patch ${number}`),
    resultTree: null,
    stats: { filesChanged: 1, additions: 5, deletions: 1 },
    required: { passed: 1, all: 1 },
    newFailures: 0,
    fixed: 1,
    policyOutcome: 'approve',
    modelRequests: 3,
    costUsd: 0.1,
    ...change,
  };
}

describe('ranking candidates', () => {
  it.each<[string, Partial<Contender>, Partial<Contender>, RegExp]>([
    ['one that went further', {}, { stopped: 'Policy blocks it.', fixed: 9 }, /no further: Policy/],
    ['passed checks', { fixed: 0 }, { required: { passed: 0, all: 1 } }, /^0 of 1 required checks/],
    ['no new failures', { fixed: 0 }, { newFailures: 1 }, /^1 tests newly fail .* 0 before it/],
    ['fixed tests', { fixed: 2, policyOutcome: 'manual-review' }, {}, /fixes 1 tests.* 2$/],
    ['policy', {}, { policyOutcome: 'manual-review', stats: null }, /says "manual-review"/],
    [
      'the smaller patch',
      { patchSha256: 'f'.repeat(64) },
      { stats: { filesChanged: 1, additions: 50, deletions: 0 } },
      /changes 50 lines, and the one before it 6/,
    ],
    [
      'the digest',
      { number: 2, patchSha256: '0'.repeat(64) },
      { number: 1, patchSha256: 'f'.repeat(64) },
      /digest of the patch decides/,
    ],
  ])('%s goes first, and the other one is told why', (_, better, worse, because) => {
    const ranked = rank([contender(1, worse), contender(2, better)]);

    expect(ranked[0]).toMatchObject(better);
    expect(ranked.map(({ rank: place }) => place)).toEqual([1, 2]);
    expect(ranked[1]?.because).toMatch(because);
  });

  it('the same patch of two agents keeps their order, and says so', () => {
    const same = { patchSha256: 'a'.repeat(64) };

    const ranked = rank([contender(2, same), contender(1, same)]);

    expect(ranked.map(({ number }) => number)).toEqual([1, 2]);
    expect(ranked[1]?.because).toBe('it is the same patch as that of agent 1');
  });

  it('no order in which they came in changes the order in which they stand', () => {
    const some = fc.record({
      stopped: fc.constantFrom(null, 'It broke.'),
      required: fc.constantFrom(
        { passed: 0, all: 2 },
        { passed: 1, all: 2 },
        { passed: 2, all: 2 },
      ),
      newFailures: fc.nat(2),
      fixed: fc.nat(2),
      policyOutcome: fc.constantFrom(
        'approve' as const,
        'manual-review' as const,
        'block' as const,
      ),
      stats: fc.constantFrom(null, { filesChanged: 1, additions: 3, deletions: 0 }),
      patchSha256: fc.constantFrom(null, 'a'.repeat(64), 'b'.repeat(64)),
    });
    fc.assert(
      fc.property(
        fc
          .array(some, { minLength: 1, maxLength: 8 })
          .map((list) => list.map((each, index) => contender(index + 1, each)))
          .chain((list) =>
            fc.tuple(
              fc.constant(list),
              fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
            ),
          ),
        ([list, shuffled]) => {
          expect(rank(shuffled)).toEqual(rank(list));
        },
      ),
    );
  });
});
