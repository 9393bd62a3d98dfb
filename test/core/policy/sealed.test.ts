import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explainPolicy } from '../../../action/core/policy/explain.ts';
import { replay } from '../../../action/core/replay/replay.ts';
import { readSealedRun } from '../../../action/core/replay/sealed-run.ts';
import { verifyBundle } from '../../../action/core/verify-bundle/verify-bundle.ts';
import { readBundle } from '../../../action/entry/bundle-folder.ts';

const folder = resolve(import.meta.dirname, '..', '..', 'fixtures', 'sealed-by-version-1');

describe('a run that was sealed before risk was judged', () => {
  it('still verifies, digest and all', () => {
    expect(verifyBundle(readBundle(folder))).toMatchObject({ holds: true, state: 'published' });
  });

  it('is explained by the rules that it was judged by, and says that it is of an earlier form', () => {
    const { policy } = readSealedRun(readBundle(folder));
    if (!policy) throw new Error('the fixture was judged');

    const { verdict, rules, earlierForm } = explainPolicy(policy);

    expect(earlierForm).toBe(true);
    expect(verdict).toMatchObject({ outcome: 'approve', bundleVersion: 1, inputDigest: null });
    expect(rules.map(({ rule }) => rule)).not.toContain('new-dependency');
  });

  it('[PRV-18] reproduces its verdict; without the repository, nobody claims more', async () => {
    const replayed = await replay(readBundle(folder), undefined);

    expect(replayed).toMatchObject({
      kind: 'replayed',
      policy: { reproduces: true, earlierForm: true },
      verification: { kind: 'not-done', because: expect.stringContaining('--repo PATH') },
    });
  });

  it('can not be replayed once a byte of it is another', async () => {
    const bundle = new Map(readBundle(folder));
    const name = [...bundle.keys()].find((path) => path.startsWith('evidence/')) ?? '';
    bundle.set(name, new TextEncoder().encode('other'));

    expect(await replay(bundle, undefined)).toMatchObject({
      kind: 'impossible',
      because: expect.stringContaining(name),
    });
  });
});
