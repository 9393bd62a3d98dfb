import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultBundle } from '../../../action/core/policy/default-bundle.ts';
import { evaluatePolicy } from '../../../action/core/policy/evaluate.ts';
import { PathKind, type PolicyFacts } from '../../../action/core/policy/facts.ts';
import { isWholeVerdict, PolicyVerdict } from '../../../action/domain/policy-bundle.ts';
import { factsOf, modified } from './sample.ts';

const calm = factsOf([{ change: modified('src/a.js') }]);

/** One more fact that makes a change riskier. */
const worse: fc.Arbitrary<(facts: PolicyFacts) => PolicyFacts> = fc.oneof(
  fc.constantFrom(...PathKind.options).map((kind) => (facts: PolicyFacts) => ({
    ...facts,
    paths: facts.paths.map((path) => ({
      ...path,
      kinds: [...new Set([...path.kinds, kind])].sort(),
    })),
  })),
  fc
    .constantFrom('added' as const, 'registry-host' as const, 'install-script' as const)
    .map((change) => (facts: PolicyFacts) => ({
      ...facts,
      dependencies: {
        ...facts.dependencies,
        changes: [
          ...facts.dependencies.changes,
          { path: 'x.lock', ecosystem: 'npm' as const, change, name: 'x', detail: 'y' },
        ],
      },
    })),
  fc
    .constantFrom('certain' as const, 'likely' as const)
    .map((confidence) => (facts: PolicyFacts) => ({
      ...facts,
      secrets: [
        ...facts.secrets,
        { rule: 'x', confidence, side: 'added' as const, path: 'a', line: 1 },
      ],
    })),
  fc
    .constantFrom('skipped' as const, 'threshold-lowered' as const)
    .map((kind) => (facts: PolicyFacts) => ({
      ...facts,
      weakenedTests: [...facts.weakenedTests, { path: 'a.test.js', line: 1, kind }],
    })),
  fc
    .constantFrom('newFailures' as const, 'disappeared' as const, 'newlySkipped' as const)
    .map((list) => (facts: PolicyFacts) => ({
      ...facts,
      verification: {
        ...facts.verification,
        summary: {
          ...facts.verification.summary,
          [list]: [...facts.verification.summary[list], 'x'],
        },
      },
    })),
  fc.nat({ max: 20_000 }).map((lines) => (facts: PolicyFacts) => {
    const { stats } = facts.candidate;
    return {
      ...facts,
      candidate: { ...facts.candidate, stats: { ...stats, additions: stats.additions + lines } },
    };
  }),
  fc
    .constantFrom('blocker' as const, 'high' as const, 'medium' as const, 'low' as const)
    .map((severity) => (facts: PolicyFacts) => ({
      ...facts,
      reviews: {
        ...facts.reviews,
        findings: [
          ...facts.reviews.findings,
          { severity, category: 'security' as const, path: null, line: null },
        ],
      },
    })),
  fc.constant((facts: PolicyFacts) => ({
    ...facts,
    truncatedEvidence: [...facts.truncatedEvidence, 'x'],
    sandboxes: [...facts.sandboxes, { purpose: 'agent' as const, egress: 'unverified' as const }],
  })),
);

const levels = ['LOW', 'MEDIUM', 'HIGH'];
const outcomes = ['approve', 'manual-review', 'changes-requested', 'block'];

describe('risk', () => {
  it('a further risky fact never lowers score, level, outcome or the number of approvals', () => {
    fc.assert(
      fc.property(fc.array(worse, { maxLength: 6 }), worse, (before, one) => {
        const facts = before.reduce((so, add) => add(so), calm);
        const [less, more] = [facts, one(facts)].map((each) => evaluatePolicy(defaultBundle, each));

        expect(more?.risk?.score).toBeGreaterThanOrEqual(less?.risk?.score ?? 0);
        expect(levels.indexOf(more?.risk?.level ?? '')).toBeGreaterThanOrEqual(
          levels.indexOf(less?.risk?.level ?? ''),
        );
        expect(outcomes.indexOf(more?.outcome ?? '')).toBeGreaterThanOrEqual(
          outcomes.indexOf(less?.outcome ?? ''),
        );
        expect(more?.approvals.required).toBeGreaterThanOrEqual(less?.approvals.required ?? 1);
      }),
      { numRuns: 300 },
    );
  });

  it('names what made it, the gravest first, and adds up', () => {
    const { risk } = evaluatePolicy(
      defaultBundle,
      factsOf([{ change: modified('Makefile') }, { change: modified('src/auth/login.js') }]),
    );

    expect(risk?.reasons.map(({ fact }) => fact)).toEqual(['runs-at-ci', 'sensitive-area']);
    expect(risk?.score).toBe(risk?.reasons.reduce((sum, { points }) => sum + points, 0));
    expect(risk?.level).toBe('HIGH');
  });

  it('is what it was, also where a rule about it is switched off', () => {
    const quiet = { ...defaultBundle, rules: [] };
    const facts = factsOf([{ change: modified('Makefile') }]);

    expect(evaluatePolicy(quiet, facts).risk).toEqual(evaluatePolicy(defaultBundle, facts).risk);
  });

  it('is raised by a rule that only this repository knows', () => {
    const own = {
      kind: 'protected-paths' as const,
      id: 'ledger',
      effect: 'manual-review' as const,
      severity: 'high' as const,
      message: 'Ask the accountants.',
      globs: ['ledger/**'],
    };
    const facts = factsOf([{ change: modified('ledger/a.js') }]);

    const { risk } = evaluatePolicy(
      { ...defaultBundle, rules: [...defaultBundle.rules, own] },
      facts,
    );

    expect(risk).toMatchObject({ level: 'HIGH', reasons: [{ fact: 'rule:ledger', points: 50 }] });
  });
});

describe('whose approval it takes', () => {
  const verdictOf = (approvals: Partial<typeof defaultBundle.approvals>, path = 'src/a.js') =>
    evaluatePolicy(
      { ...defaultBundle, approvals: { ...defaultBundle.approvals, ...approvals } },
      factsOf([{ change: modified(path) }]),
    ).approvals;

  it('two people where risk is high, one otherwise', () => {
    expect(verdictOf({}).required).toBe(1);
    expect(verdictOf({}, 'Makefile').required).toBe(2);
  });

  it('more risk never asks for fewer people, whatever the bundle says', () => {
    const upside = {
      byRisk: { LOW: { required: 3, excludeRequester: true }, HIGH: { required: 1 } },
    };

    expect(verdictOf(upside, 'Makefile')).toMatchObject({ required: 3, excludeRequester: true });
  });

  it('[E4] never whoever asked, unless the repository says so', () => {
    expect(verdictOf({}).excludeRequester).toBe(true);
    expect(verdictOf({ excludeRequester: false }).excludeRequester).toBe(false);
  });

  it('[E4] never an author of the pull request, whatever the repository says', () => {
    const theirs = {
      ...calm,
      candidate: { ...calm.candidate, subject: 'incoming-pull-request' as const },
    };
    const approvals = { ...defaultBundle.approvals, excludeRequester: false };

    expect(evaluatePolicy({ ...defaultBundle, approvals }, theirs).approvals.excludeRequester).toBe(
      true,
    );
  });

  it('one person where the repository says that there is only one', () => {
    expect(verdictOf({ solo: true, excludeRequester: true }, 'Makefile')).toMatchObject({
      required: 1,
      excludeRequester: false,
    });
  });

  it('is under the digest: a verdict that asks for less is not whole any more', () => {
    const verdict = PolicyVerdict.parse(
      evaluatePolicy(defaultBundle, factsOf([{ change: modified('Makefile') }])),
    );

    expect(isWholeVerdict(verdict)).toBe(true);
    expect(isWholeVerdict({ ...verdict, approvals: { ...verdict.approvals, required: 1 } })).toBe(
      false,
    );
    expect(isWholeVerdict({ ...verdict, outcome: 'approve' })).toBe(false);
    expect(isWholeVerdict({ ...verdict, risk: null })).toBe(false);
  });
});
