import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyBundle } from '../../action/core/verify-bundle/verify-bundle.ts';
import { readBundle } from '../../action/entry/bundle-folder.ts';
import { createScratch, type Scratch } from './scratch.ts';

const cassettes = resolve(import.meta.dirname, '..', '..', 'examples', 'cassettes');

let scratch: Scratch;
beforeAll(() => {
  scratch = createScratch();
});
afterAll(() => scratch.close());

const ends = [
  [
    'a block is never passed, not even with an override',
    ['--cassette', join(cassettes, 'leaks-secret.json'), '--override', 'I know better'],
    { code: 1, run: 'blocked', policy: 'block', decision: 'none', publication: 'none' },
    /^Because: The candidate adds a secret/m,
  ],
  [
    'changes-requested is not approved without a reason, and the way to give one is told',
    ['--cassette', join(cassettes, 'breaks-tests.json')],
    {
      ...{ code: 1, run: 'awaiting-decision', policy: 'changes-requested' },
      ...{ decision: 'refused', publication: 'none' },
    },
    /^To approve anyway, say why: npm start -- --decide approve --override "reason"$/m,
  ],
  [
    'changes-requested is approved with a reason',
    ['--cassette', join(cassettes, 'breaks-tests.json'), '--override', 'the tests are wrong'],
    {
      ...{ code: 0, run: 'published', policy: 'changes-requested' },
      ...{ decision: 'approved', publication: 'published' },
    },
    /^Approved and published/m,
  ],
  [
    'a spent budget is a failed run with its reason',
    ['--max-requests', '1'],
    {
      ...{ code: 1, run: 'failed', policy: 'not-evaluated' },
      ...{ decision: 'none', publication: 'none' },
    },
    /^Failed: .*(budget|requests)/m,
  ],
] as const;

describe('npm start -- --decide approve, when it does not simply go well', () => {
  it.each(ends)('%s', async (_what, args, expected, line) => {
    const ended = await scratch.start(['--decide', 'approve', '--out', 'result.json', ...args]);

    const { run, policy, decision, publication, provenance } = scratch.result();
    expect(ended.stdout).toMatch(line);
    expect({
      code: ended.code,
      run: run.state,
      policy: policy.outcome,
      decision: decision.status,
      publication: publication.status,
    }).toEqual(expected);
    expect(verifyBundle(readBundle(provenance.bundle))).toMatchObject({ holds: true });
    expect(readFileSync(join(provenance.bundle, 'trust-report.html'), 'utf8')).toContain(run.id);
    expect(scratch.clouds()).toEqual([]);
  });
});
