import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { evaluatePolicy } from '../../../action/core/policy/evaluate.ts';
import { PolicyFacts } from '../../../action/core/policy/facts.ts';
import { createPolicyService } from '../../../action/core/policy/policy-service.ts';
import { evaluate } from '../../../action/core/workflows/evaluate/evaluate.ts';
import { PolicyBundle, PolicyVerdict } from '../../../action/domain/policy-bundle.ts';
import { added, blobA, blobB, modified } from '../policy/sample.ts';
import { bytes, judge, partsOf } from './judged.ts';

const PolicyResult = z.strictObject({
  bundle: PolicyBundle,
  facts: PolicyFacts,
  verdict: PolicyVerdict,
});

const policy = createPolicyService();

describe('evaluate', () => {
  it('approves a clean candidate', async () => {
    const outcome = await judge({
      changes: [modified('src/a.js')],
      blobs: { [blobA]: 'old\n', [blobB]: 'new\n' },
    });

    expect(outcome).toMatchObject({ add: { verdict: { outcome: 'approve' } }, detail: 'approve' });
    expect(outcome).not.toHaveProperty('stop');
  });

  it('[PRV-18][SUC-20] seals what anybody needs to judge again', async () => {
    const { evidence = [], add } = await judge({
      changes: [modified('src/a.js')],
      blobs: { [blobA]: 'old\n', [blobB]: 'new\n' },
    });

    const [result] = evidence;
    const sealed = PolicyResult.parse(JSON.parse(new TextDecoder().decode(result?.content)));

    expect(result).toMatchObject({ kind: 'policy-result', producer: 'policy' });
    expect(evaluatePolicy(sealed.bundle, sealed.facts)).toEqual(sealed.verdict);
    expect(sealed.verdict).toEqual(add?.verdict);
  });

  it('stops at a block, with the verdict and one sentence', async () => {
    const outcome = await judge({
      changes: [added('.github/workflows/x.yml'), added('.npmrc')],
      blobs: { [blobB]: 'x\n' },
    });

    expect(outcome).toMatchObject({
      stop: {
        state: 'blocked',
        category: 'policy',
        reason:
          'This file steers the repository, its automation or its agents; change it by hand. .github/workflows/x.yml, .npmrc (protected-paths)',
      },
      add: { verdict: { outcome: 'block' } },
      evidence: [{ kind: 'policy-result' }],
    });
  });

  it.each([
    ['a blob beyond the limit', { blobBytes: 3, totalBytes: 1_000 }],
    ['blobs beyond the total', { blobBytes: 1_000, totalBytes: 3 }],
  ])('[C9] does not call %s clean', async (_, limits) => {
    const parts = partsOf({
      changes: [modified('src/a.js')],
      blobs: { [blobA]: 'old\n', [blobB]: 'new\n' },
    });

    const outcome = await evaluate(parts, { policy }, { evidence: [], limits });

    expect(outcome.add?.verdict).toMatchObject({
      outcome: 'changes-requested',
      findings: expect.arrayContaining([expect.objectContaining({ rule: 'truncated-evidence' })]),
    });
  });

  it('[C9] takes evidence that was cut for what it is', async () => {
    const parts = partsOf({
      changes: [modified('src/a.js')],
      blobs: { [blobA]: 'old\n', [blobB]: 'new\n' },
    });

    const outcome = await evaluate(
      parts,
      { policy },
      { evidence: [{ producer: 'agent', truncated: true }] },
    );

    expect(outcome.add?.verdict).toMatchObject({ outcome: 'changes-requested' });
  });

  it('judges an incoming pull request, where no agent ran', async () => {
    const { agent: _, ...parts } = partsOf({
      changes: [modified('src/a.js')],
      blobs: { [blobA]: 'old\n', [blobB]: 'new\n' },
    });

    const outcome = await evaluate(parts, { policy }, { evidence: [] });

    expect(outcome.add?.verdict).toMatchObject({ outcome: 'approve' });
  });

  it('asks no object store for the commit of a submodule', async () => {
    const outcome = await judge({ changes: [added('sub', '160000')] });

    expect(outcome.add?.verdict).toMatchObject({ outcome: 'block' });
  });

  it('notices a secret of the base that the patch displays', async () => {
    const secret = ['gh', 'p_', 'a1B2'.repeat(9)].join('');

    const outcome = await judge({
      changes: [modified('src/a.js')],
      blobs: { [blobA]: `x = "${secret}"\n`, [blobB]: 'x = env\n' },
      patch: bytes(`@@ -1 +1 @@\n-x = "${secret}"\n+x = env\n`),
    });

    expect(outcome.add?.verdict).toMatchObject({
      outcome: 'manual-review',
      findings: [{ rule: 'shown-secrets' }],
    });
  });
});
