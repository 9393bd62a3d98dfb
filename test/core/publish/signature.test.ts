import { describe, expect, it } from 'vitest';
import { standingOfSignature } from '../../../action/core/publish-signature.ts';
import { checkSignature } from '../../../action/core/verify-bundle/signature.ts';
import { requireSignature } from '../../../action/core/workflows/decide/require-signature.ts';
import type { Approval } from '../../../action/domain/approval.ts';
import { type ApprovalSubject, subjectDigest } from '../../../action/domain/approval-subject.ts';
import { sha256Hex } from '../../../action/domain/digest.ts';
import type { PinnedKeys } from '../../../action/domain/dsse-envelope.ts';
import { Failure, type FailureCode } from '../../../action/domain/failure.ts';
import type { MergeDecision } from '../../../action/domain/merge-decision.ts';
import { decisionStatement, statementBytes } from '../../../action/domain/statement.ts';
import { newSigningKey } from '../../../approval-app/embedded/new-keys.ts';
import { createSigner } from '../../../approval-app/server/signer.ts';

const git = (seed: string) => sha256Hex(seed).slice(0, 40);
const subject: ApprovalSubject = {
  schemaVersion: 1,
  runId: 'run-00000000000000aa',
  repositoryId: 'github:42',
  targetRef: 'refs/heads/main',
  baseCommit: git('base'),
  baseTree: git('base tree'),
  patchSha256: sha256Hex('patch'),
  resultTree: git('result'),
  planDigest: sha256Hex('plan'),
  policyDigest: sha256Hex('policy'),
  policyOutcome: 'manual-review',
  evidenceManifestSha256: sha256Hex('manifest'),
  provenanceHead: sha256Hex('head'),
  nonce: '0'.repeat(32),
  expiresAt: 2_000,
};
const decision: MergeDecision = {
  id: `decision-${'a'.repeat(32)}`,
  workflowRunId: subject.runId,
  subjectSha256: subjectDigest(subject),
  answer: 'approved',
  actorId: 'workos:user_reviewer',
  comment: '',
  approvers: [{ actorId: 'workos:user_reviewer', role: 'reviewer', decidedAt: 1_000 }],
  decidedAt: 1_000,
};
const approvals: Approval[] = [];
const signer = createSigner(newSigningKey());
const envelope = signer.sign(statementBytes(decisionStatement(subject, decision, approvals)));

describe('a repository that pins keys', () => {
  it('takes an approval under the signature of one of them, used or not', async () => {
    const used = { ...decision, consumedAt: 1_500 };

    expect(await requireSignature(subject, decision, envelope, signer.pinned)).toEqual({
      envelope,
      keys: signer.pinned,
    });
    expect(await requireSignature(subject, used, envelope, signer.pinned)).toBeDefined();
  });

  it.each([
    ['without a signature', { envelope: undefined }],
    ['signed by another key', { keys: createSigner(newSigningKey()).pinned }],
    ['of another subject', { subject: { ...subject, patchSha256: sha256Hex('other patch') } }],
    ['of other words', { decision: { ...decision, comment: 'something else' } }],
    ['of somebody else', { decision: { ...decision, actorId: 'workos:user_else' } }],
  ])('[E1] takes no approval %s', async (_, change) => {
    const given = { subject, decision, envelope, keys: signer.pinned, ...change };

    await expect(
      requireSignature(given.subject, given.decision, given.envelope, given.keys),
    ).rejects.toMatchObject({ code: 'tampered', tell: expect.stringContaining('pins keys') });
  });

  it('asks for none where nothing is approved, and where no key is pinned', async () => {
    const rejected: MergeDecision = { ...decision, answer: 'rejected' };

    expect(await requireSignature(subject, rejected, undefined, signer.pinned)).toBeUndefined();
    expect(await requireSignature(subject, decision, undefined, undefined)).toBeUndefined();
  });
});

describe('a publish whose decision is not signed as it has to be', () => {
  const standing = async (state: string, keys: () => Promise<PinnedKeys>, signed = envelope) =>
    await standingOfSignature(
      Object({
        approved: { subject },
        timeline: { run: { state }, decision, decisionEnvelope: signed },
        services: { pinnedKeys: keys },
      }),
    );
  const own = async () => signer.pinned;
  const others = async () => createSigner(newSigningKey()).pinned;
  const fails =
    (code: FailureCode, retryable = false) =>
    async () => {
      throw new Failure({ code, tell: 'the file is wrong', retryable });
    };

  it('goes on with the signature that it has', async () => {
    expect(await standing('awaiting-decision', own)).toMatchObject({ signed: { envelope } });
  });

  it('[E1] ends where another signed it, and where the keys are not to be read', async () => {
    expect(await standing('awaiting-decision', others)).toMatchObject({
      halted: { kind: 'failed', because: expect.stringContaining('docs/deploy.md') },
    });
    expect(await standing('awaiting-decision', fails('misconfigured'))).toEqual({
      halted: { kind: 'failed', because: 'the file is wrong' },
    });
  });

  it('[E1] is thrown, and can be run again, where that may change: an outage, a signature on its way', async () => {
    for (const keys of [fails('unavailable', true), fails('auth')])
      await expect(standing('awaiting-decision', keys)).rejects.toThrow('the file is wrong');
    await expect(
      standingOfSignature(
        Object({
          approved: { subject },
          timeline: { run: { state: 'awaiting-decision' }, decision, decisionEnvelope: undefined },
          services: { pinnedKeys: own },
        }),
      ),
    ).rejects.toMatchObject({ code: 'tampered', retryable: true });
  });

  it('a run that is published already, or half, is not ended by keys that were changed since', async () => {
    for (const state of ['publishing', 'published'])
      await expect(standing(state, others)).rejects.toMatchObject({ code: 'tampered' });
  });
});

describe('the signature in a bundle', () => {
  const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  const bundle = new Map([
    [
      'decision.json',
      bytes({
        schemaVersion: 1,
        status: 'approved',
        subjectSha256: subjectDigest(subject),
        subject,
        decision: { ...decision, consumedAt: 1_500 },
      }),
    ],
    ['decision.dsse.json', bytes(envelope)],
    ['pinned-keys.json', bytes(signer.pinned)],
  ]);

  it('says whose keys it was checked with', async () => {
    expect(await checkSignature(bundle, undefined)).toMatchObject({
      kind: 'signed',
      pinned: 'in-bundle',
    });
    expect(await checkSignature(bundle, signer.pinned)).toMatchObject({ pinned: 'given' });
  });

  it('is broken under keys of somebody else, and missing where keys are pinned', async () => {
    const without = new Map([...bundle].filter(([path]) => path !== 'decision.dsse.json'));

    expect(await checkSignature(bundle, createSigner(newSigningKey()).pinned)).toMatchObject({
      kind: 'broken',
    });
    expect(await checkSignature(without, signer.pinned)).toMatchObject({ kind: 'broken' });
    expect(await checkSignature(without, undefined)).toEqual({ kind: 'none' });
  });
});
