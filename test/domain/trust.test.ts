import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ApprovalSubject, subjectDigest } from '../../action/domain/approval-subject.ts';
import { type MergeDecision, mayAnswer } from '../../action/domain/merge-decision.ts';
import { PolicyOutcome } from '../../action/domain/policy-bundle.ts';
import { type TrustEvidence, trustOf } from '../../action/domain/trust.ts';
import { decisionOn, otherSubjects, sampleSubject } from './samples.ts';

const subject = sampleSubject;
const decision = decisionOn(subject);
const inTime = subject.expiresAt - 1;
const whole = { subject, sealed: true, decision, now: inTime };

const subjects = fc.constantFrom(undefined, subject, ...otherSubjects.map(([, other]) => other));
const decisions: fc.Arbitrary<MergeDecision | undefined> = fc.option(
  fc
    .record({
      about: fc.constantFrom(subject, ...otherSubjects.map(([, other]) => other)),
      answer: fc.constantFrom(
        'approved' as const,
        'rejected' as const,
        'changes-requested' as const,
      ),
      consumedAt: fc.option(fc.nat(), { nil: undefined }),
    })
    .map(({ about, answer, consumedAt }) => ({
      ...decisionOn(about),
      answer,
      ...(consumedAt === undefined ? {} : { consumedAt }),
    })),
  { nil: undefined },
);
const times = fc.oneof(
  fc.nat(),
  fc.integer({ min: -2, max: 2 }).map((off) => subject.expiresAt + off),
);
const evidences: fc.Arbitrary<TrustEvidence> = fc.record({
  subject: subjects,
  sealed: fc.boolean(),
  decision: decisions,
  now: times,
});

describe('[PRD-02] the trust rule', () => {
  it('trusts sealed bytes that an approved, unexpired, unused decision names', () => {
    expect(trustOf(whole)).toEqual({ state: 'trusted' });
  });

  it('[PRD-02] [SUC-24] trusts nothing else, whatever is put together', () => {
    fc.assert(
      fc.property(evidences, (evidence) => {
        const { subject: asked, decision: made } = evidence;
        const named = asked !== undefined && made?.subjectSha256 === subjectDigest(asked);
        const usable = made?.answer === 'approved' && made.consumedAt === undefined;
        const sameRun = made?.workflowRunId === asked?.runId;
        const alive = evidence.now < (asked?.expiresAt ?? 0);

        const expected = named && usable && sameRun && alive && evidence.sealed;

        expect(trustOf(evidence).state).toBe(expected ? 'trusted' : 'untrusted');
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['there is no approval subject', { ...whole, subject: undefined }],
    ['its evidence is not sealed', { ...whole, sealed: false }],
    ['nobody decided', { ...whole, decision: undefined }],
    [
      'the decision is about another run',
      { ...whole, decision: { ...decision, workflowRunId: 'run-ffffffffffffffff' } },
    ],
    [
      'the decision names other bytes',
      { ...whole, decision: { ...decision, subjectSha256: '0'.repeat(64) } },
    ],
    [
      'the decision is "rejected"',
      { ...whole, decision: { ...decision, answer: 'rejected' as const } },
    ],
    ['the decision was used already', { ...whole, decision: { ...decision, consumedAt: 1 } }],
    ['the approval has expired', { ...whole, now: subject.expiresAt }],
  ])('takes one thing away and says: %s', (because, evidence) => {
    expect(trustOf(evidence)).toEqual({ state: 'untrusted', because });
  });

  it('a clock that can not be read trusts nothing', () => {
    expect(trustOf({ ...whole, now: Number.NaN })).toMatchObject({ state: 'untrusted' });
  });

  it.each(otherSubjects)('[E1] another %s is other bytes', (_, other) => {
    expect(subjectDigest(other)).not.toBe(subjectDigest(subject));
    expect(trustOf({ ...whole, subject: other }).state).toBe('untrusted');
  });

  it('[E1] every field of the subject is covered above', () => {
    const fields: (keyof ApprovalSubject)[] = otherSubjects.map(([field]) => field);

    expect(['schemaVersion', ...fields].sort()).toEqual(Object.keys(subject).sort());
  });
});

describe('who may answer what', () => {
  it.each([
    ['approve', { allowed: true }, { allowed: true }],
    ['manual-review', { allowed: true }, { allowed: true }],
    [
      'changes-requested',
      {
        allowed: false,
        because: 'policy asks for changes; approving anyway needs an override reason',
      },
      { allowed: true },
    ],
    ...(['block', 'not-evaluated'] as const).map((outcome) => {
      const never = { allowed: false, because: `policy outcome "${outcome}" can not be approved` };
      return [outcome, never, never] as const;
    }),
  ] as const)('on "%s", approving is ruled', (outcome, plainly, withReason) => {
    expect(mayAnswer('approved', outcome)).toEqual(plainly);
    expect(mayAnswer('approved', outcome, 'because')).toEqual(withReason);
    expect(mayAnswer('approved', outcome, ' \n\t')).toEqual(plainly);
  });

  it('everybody who may decide may say no, whatever policy says', () => {
    for (const outcome of PolicyOutcome.options) {
      expect(mayAnswer('rejected', outcome)).toEqual({ allowed: true });
      expect(mayAnswer('changes-requested', outcome)).toEqual({ allowed: true });
    }
  });
});
