import { describe, expect, it } from 'vitest';
import { defaultBundle } from '../../action/core/policy/default-bundle.ts';
import { evaluatePolicy } from '../../action/core/policy/evaluate.ts';
import { factsOf, modified } from '../core/policy/sample.ts';

const plain = evaluatePolicy(defaultBundle, factsOf([{ change: modified('src/a.js') }]));

describe('[D10] code that only does harm once trusted CI runs it', () => {
  it.each([
    'package.json',
    'conftest.py',
    'tests/conftest.py',
    'Makefile',
    'setup.py',
    'build.rs',
    'app/build.gradle',
    'Dockerfile',
    'vitest.config.ts',
    '.pre-commit-config.yaml',
  ])('%s is a risk of its own, and needs one person more', (path) => {
    const facts = factsOf([
      { change: modified(path), before: '{}', after: '{"scripts":{"x":"y"}}' },
    ]);

    const { outcome, risk, approvals } = evaluatePolicy(defaultBundle, facts);

    expect(outcome).not.toBe('approve');
    expect(risk?.level).toBe('HIGH');
    expect(risk?.reasons.map(({ fact }) => fact)).toContain('runs-at-ci');
    expect(approvals.required).toBeGreaterThan(plain.approvals.required);
  });

  it('a script that runs at installation is blocked', () => {
    const facts = factsOf([
      {
        change: modified('package.json'),
        before: '{"scripts":{}}',
        after: '{"scripts":{"postinstall":"node steal.js"}}',
      },
    ]);

    const { outcome, findings } = evaluatePolicy(defaultBundle, facts);

    expect(outcome).toBe('block');
    expect(findings.map(({ rule }) => rule)).toContain('install-script');
  });

  it('and an everyday change stays an everyday change', () => {
    expect(plain).toMatchObject({ outcome: 'approve', risk: { level: 'LOW' } });
    expect(plain.approvals.required).toBe(1);
  });
});
