import { describe, expect, it } from 'vitest';
import { defaultBundle } from '../../action/core/policy/default-bundle.ts';
import { evaluatePolicy } from '../../action/core/policy/evaluate.ts';
import { lockfiles } from '../core/policy/dependency-lockfiles.ts';
import { factsOf, modified } from '../core/policy/sample.ts';

/** What the default policy says about a lockfile that was changed like this. */
function verdictOn(path: string, before: string, after: string) {
  const { outcome, findings, risk, approvals } = evaluatePolicy(
    defaultBundle,
    factsOf([{ change: modified(path), before, after }]),
  );
  return { outcome, rules: [...new Set(findings.map(({ rule }) => rule))], risk, approvals };
}

describe.each(lockfiles)('[D7] $path', ({ path, entry }) => {
  const file = (...entries: readonly string[]) => entry.file(entries);
  const good = entry({ name: 'left', version: '1.0.0' });

  it('changed without a manifest, it is blocked, and two people would have to agree', () => {
    const verdict = verdictOn(path, file(good), file(entry({ name: 'left', version: '1.0.1' })));

    expect(verdict.outcome).toBe('block');
    expect(verdict.rules).toContain('lock-without-manifest');
    expect(verdict.risk?.level).toBe('HIGH');
    expect(verdict.approvals.required).toBe(2);
  });

  it('a digest that was swapped is blocked', () => {
    const swapped = entry({ name: 'left', version: '1.0.0', digest: 'other' });

    expect(verdictOn(path, file(good), file(swapped)).rules).toContain('weak-integrity');
  });

  it('another registry is blocked, where the format names one', () => {
    const moved = entry({ name: 'left', version: '1.0.0', host: 'packages.evil.test' });

    const { rules } = verdictOn(path, file(good), file(moved));

    expect(rules.includes('registry-host')).toBe(entry.namesHosts);
  });

  it('what can not be read is not let through', () => {
    const { outcome, rules } = verdictOn(path, file(good), entry.broken);

    expect(rules).toContain('unread-dependencies');
    expect(['changes-requested', 'block']).toContain(outcome);
  });
});

describe('[D7] tricks of lockfiles', () => {
  it('a binary lockfile is never taken for read', () => {
    const { rules } = verdictOn('bun.lockb', 'a', 'b');

    expect(rules).toContain('unread-dependencies');
  });

  it('aliases that unfold without end are not unfolded', () => {
    const bomb = `packages:\n${Array.from({ length: 30 }, (_, n) => `  a${n}: &a${n} [${n === 0 ? 'x' : `*a${n - 1}, *a${n - 1}`}]`).join('\n')}\n`;

    expect(verdictOn('pnpm-lock.yaml', 'packages: {}\n', bomb).rules).toContain(
      'unread-dependencies',
    );
  });

  it('a name that nobody would see through is told apart', () => {
    const { rules } = verdictOn(
      'package.json',
      '{"dependencies":{}}',
      '{"dependencies":{"1odash":"4"}}',
    );

    expect(rules).toContain('look-alike-package');
  });

  it('a plain http address is another registry', () => {
    const lock = (address: string) =>
      JSON.stringify({
        lockfileVersion: 3,
        packages: {
          'node_modules/a': { version: '1.0.0', resolved: address, integrity: 'sha512-aa' },
        },
      });
    const { rules } = verdictOn(
      'package-lock.json',
      lock('https://registry.npmjs.org/a/-/a-1.0.0.tgz'),
      lock('http://registry.npmjs.org/a/-/a-1.0.0.tgz'),
    );

    expect(rules).toContain('registry-host');
  });
});
