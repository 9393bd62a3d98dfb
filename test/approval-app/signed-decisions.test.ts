import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProposeStorage } from '../../action/core/services/storage-service.ts';
import { openEnvelope } from '../../action/domain/dsse-envelope.ts';
import { whyNotAbout } from '../../action/domain/statement.ts';
import { decideUnattended } from '../../action/embedded/decide.ts';
import { newSigningKey } from '../../approval-app/embedded/new-keys.ts';
import { createSigner } from '../../approval-app/server/signer.ts';
import { type AppHouse, signingKey, startAppHouse } from './app-house.ts';
import { ledgerClient } from './ledger-client.ts';
import { membershipOf, proposeClaims, publishClaims } from './ledger-house.ts';
import { answerTo, askForDecision, samplePatch } from './run-records.ts';

describe('signed decisions', () => {
  const { pinned } = createSigner(signingKey);
  let house: AppHouse;
  let propose: ProposeStorage;
  beforeAll(async () => {
    house = await startAppHouse();
    propose = house.storage(proposeClaims);
  });
  afterAll(async () => await house.close());

  async function approved() {
    const run = await askForDecision(propose);
    house.evidence.set(run.subject.patchSha256, new TextEncoder().encode(samplePatch));
    const { runId, subjectSha256 } = run;
    const outcome = await decideUnattended({
      ...{ appUrl: house.app.url, runId, subjectSha256, answer: 'approved', comment: 'fine' },
    });
    expect(outcome).toEqual({ status: 'recorded' });
    const timeline = await house.storage(publishClaims).readWorkflowTimeline(runId);
    const { decision, decisionEnvelope } = timeline;
    if (!decision || !decisionEnvelope) throw new Error('no signed decision');
    return { run, decision, decisionEnvelope };
  }

  it('the app signs who approved exactly which bytes, and the publish job gets it', async () => {
    const { run, decision, decisionEnvelope } = await approved();

    const opened = await openEnvelope(decisionEnvelope, pinned);

    if (opened.kind !== 'signed') throw new Error(opened.because);
    expect(whyNotAbout(opened.payload, run.subject, decision)).toBeUndefined();
    expect(JSON.parse(new TextDecoder().decode(opened.payload))).toMatchObject({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [
        { digest: { sha256: run.subjectSha256 } },
        { name: 'patch', digest: { sha256: run.subject.patchSha256 } },
        { name: 'tree', digest: { gitTree: run.subject.resultTree } },
      ],
      predicate: { approvals: [{ actorId: 'workos:user_reviewer', filesOpened: 1 }] },
    });
  });

  it('another key, a changed byte and another decision do not pass', async () => {
    const { run, decision, decisionEnvelope } = await approved();
    const other = await approved();
    const text = Buffer.from(decisionEnvelope.payload, 'base64').toString('utf8');
    const changed = { ...decisionEnvelope, payload: btoa(text.replace('fine', 'good')) };
    const opened = await openEnvelope(other.decisionEnvelope, pinned);

    expect(
      await openEnvelope(decisionEnvelope, createSigner(newSigningKey()).pinned),
    ).toMatchObject({
      kind: 'unsigned',
      because: expect.stringContaining('no key that is pinned'),
    });
    expect(await openEnvelope(changed, pinned)).toMatchObject({ kind: 'unsigned' });
    if (opened.kind !== 'signed') throw new Error(opened.because);
    expect(whyNotAbout(opened.payload, run.subject, decision)).toContain('another');
  });

  it('[E5] an approver whom the provider has shut out since does not count any more', async () => {
    const run = await askForDecision(propose, { approvals: { required: 2 } });
    house.evidence.set(run.subject.patchSha256, new TextEncoder().encode(samplePatch));
    const reviewer = { ...membershipOf('reviewer'), actorId: 'workos:user_operator' };
    await house.host.administrate('administration:setMembership', { membership: reviewer });
    const first = ledgerClient(house, await house.people.mintAccessToken('user_operator'));
    expect(await first.mutation('decisions:decide', answerTo(run))).toMatchObject({
      status: 'counted',
    });
    house.people.setMembership({
      id: 'om_operator',
      userId: 'user_operator',
      organizationId: 'org_acme',
      role: 'reviewer',
      status: 'inactive',
    });

    const { runId, subjectSha256 } = run;
    const outcome = await decideUnattended({
      ...{ appUrl: house.app.url, runId, subjectSha256, answer: 'approved', comment: '' },
    });

    expect(outcome).toEqual({
      status: 'refused',
      because: 'the approval counts, but 1 of 2 approvals are missing',
    });
  });

  it('a key of another sort signs nothing', () => {
    expect(() => createSigner(house.api.privateKey)).toThrow('Ed25519');
  });
});
