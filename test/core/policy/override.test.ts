import { describe, expect, it } from 'vitest';
import { applyOverride } from '../../../action/core/policy/apply-override.ts';
import { defaultBundle } from '../../../action/core/policy/default-bundle.ts';
import { evaluatePolicy } from '../../../action/core/policy/evaluate.ts';
import type { PolicyOverride } from '../../../action/domain/policy-override.ts';
import type { PolicyRule } from '../../../action/domain/policy-rule.ts';
import { factsOf, modified } from './sample.ts';

const own: PolicyRule = {
  kind: 'protected-paths',
  id: 'migrations',
  effect: 'changes-requested',
  severity: 'high',
  message: 'Ask the database people.',
  globs: ['db/**'],
};

function judged(override: PolicyOverride, path: string) {
  const changed = applyOverride(defaultBundle, override);
  if (changed.kind === 'wrong') throw new Error(changed.because);
  const bundle = { ...defaultBundle, rules: [...changed.rules], relaxed: [...changed.relaxed] };
  return evaluatePolicy(bundle, factsOf([{ change: modified(path) }]));
}

describe('[BEAT-01] what a repository says about policy', () => {
  it('adds rules of its own', () => {
    expect(judged({ rules: [own] }, 'db/1.txt').outcome).toBe('changes-requested');
  });

  it('tightens a built-in rule without a word', () => {
    const { outcome, relaxed } = judged(
      { adjust: { 'ci-executable': { effect: 'block' } } },
      'Makefile',
    );

    expect(outcome).toBe('block');
    expect(relaxed).toEqual([]);
  });

  it('relaxes one only with a reason, which the verdict repeats and its digest covers', () => {
    const because = 'The makefile is generated.';
    const relaxing = { adjust: { 'ci-executable': { effect: 'off' as const, because } } };

    const verdict = judged(relaxing, 'Makefile');

    expect(verdict.outcome).toBe('approve');
    expect(verdict.relaxed).toEqual([
      { rule: 'ci-executable', was: 'manual-review, high', now: 'off', because },
    ]);
    expect(verdict.risk?.reasons.map(({ fact }) => fact)).toContain('relaxed-policy');
    expect(verdict.digest).not.toBe(judged({}, 'Makefile').digest);
  });

  it.each<[string, PolicyOverride, RegExp]>([
    [
      'a relaxed rule without a reason',
      { adjust: { secrets: { effect: 'manual-review' } } },
      /policy\.adjust\.secrets .* say why in policy\.adjust\.secrets\.because/,
    ],
    ['a reason of blanks', { adjust: { secrets: { effect: 'off', because: '  ' } } }, /say why/],
    [
      'a severity that is lowered without a reason',
      { adjust: { secrets: { severity: 'low' } } },
      /say why/,
    ],
    [
      'a rule that is not there',
      { adjust: { secret: { effect: 'block' } } },
      /no built-in rule "secret"/,
    ],
    [
      'a rule that takes the place of a built-in one',
      { rules: [{ ...own, id: 'secrets' }] },
      /policy\.rules\.0\.id: "secrets" is taken/,
    ],
    ['two rules of one id', { rules: [own, own] }, /policy\.rules\.1\.id: "migrations" is taken/],
  ])('%s runs nothing', (_, override, sentence) => {
    expect(applyOverride(defaultBundle, override)).toEqual({
      kind: 'wrong',
      because: expect.stringMatching(sentence),
    });
  });
});
