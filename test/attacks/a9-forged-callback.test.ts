import fc from 'fast-check';
import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ledgerClient } from '../approval-app/ledger-client.ts';
import {
  audience,
  type LedgerHouse,
  proposeClaims,
  publishClaims,
  startLedgerHouse,
} from '../approval-app/ledger-house.ts';
import { askForDecision, newIntake, newRun } from '../approval-app/run-records.ts';

const keyId = 'key-1';
const { privateKey, publicKey } = await generateKeyPair('RS256');
const publicJwk = { ...(await exportJWK(publicKey)), kid: keyId, alg: 'RS256', use: 'sig' };

/** What GitHub says of a job, in seconds from now. */
function claimsNow(change: JWTPayload = {}): JWTPayload {
  const now = Math.floor(Date.now() / 1_000);
  return {
    ...proposeClaims,
    iss: 'https://token.actions.githubusercontent.com',
    aud: audience,
    sub: 'repo:acme/api:ref:refs/heads/main',
    iat: now,
    nbf: now - 10,
    exp: now + 300,
    ...change,
  };
}

/** With GitHub's own key: what a job of some repository on GitHub can have. */
async function signed(claims: JWTPayload, key = privateKey): Promise<string> {
  return await new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: keyId, typ: 'JWT' })
    .sign(key);
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

describe('[A9] [SEC-13] [SEC-14] a callback that somebody forged', () => {
  let house: LedgerHouse;
  beforeAll(async () => {
    const keys = encodeURIComponent(JSON.stringify({ keys: [publicJwk] }));
    house = await startLedgerHouse({ githubKeys: `data:application/json,${keys}` });
  });
  afterAll(async () => await house.close());

  const list = async (token: string) =>
    await ledgerClient(house, token).query('workflows:listRecent', { limit: 5 });
  const refused = async (token: string) => {
    await expect(list(token)).rejects.toThrow();
  };

  it('GitHub’s own token for the pinned job is accepted, so that refusals mean something', async () => {
    await expect(list(await signed(claimsNow()))).resolves.toEqual([]);
  });

  const pinned = [
    ...(['iss', 'aud', 'repository_id', 'repository_owner_id'] as const),
    ...(['job_workflow_ref', 'event_name'] as const),
  ];
  const events = ['issues', 'issue_comment', 'pull_request', 'pull_request_target'];
  const allowed = [...events, 'workflow_run', 'workflow_dispatch', 'repository_dispatch'];

  it.each(pinned)('any other %s is refused, whatever it is', async (claim) => {
    const mine = claimsNow()[claim];
    const close = fc.constantFrom(
      ...[`${mine} `, `${mine}/`, `${mine}0`, `0${mine}`, String(mine).toUpperCase(), '', '*'],
      ...['push', 'schedule', 'pull_request_review', `${mine}\u0000`, 'https://api.workos.com/'],
    );
    const other = fc
      .oneof(close, fc.string())
      .filter((value) => value !== mine)
      .filter((value) => claim !== 'event_name' || !allowed.includes(value));
    await fc.assert(
      fc.asyncProperty(other, async (value) => {
        await refused(await signed(claimsNow({ [claim]: value })));
      }),
      { numRuns: 40, seed: 9 },
    );
  });

  it.each([...pinned, 'run_id', 'run_attempt', 'exp', 'sub'])(
    'a token without %s is refused',
    async (claim) => {
      const { [claim]: _, ...claims } = claimsNow();
      await refused(await signed(claims));
    },
  );

  it('a claim that is altered after it was signed is refused', async () => {
    const [header = '', , signature = ''] = (await signed(claimsNow())).split('.');
    const change = fc.oneof(
      fc.record({ run_id: fc.nat().map(String) }),
      fc.record({ actor: fc.string() }),
      fc.record({ exp: fc.integer({ min: 1, max: 1_000_000 }).map((add) => 4_000_000_000 + add) }),
    );
    await fc.assert(
      fc.asyncProperty(change, async (altered) => {
        await refused(`${header}.${encoded(claimsNow(altered))}.${signature}`);
      }),
      { numRuns: 30, seed: 9 },
    );
  });

  it.each(['none', 'None', 'NONE', 'HS256', 'RS256'])(
    'one without a signature that says "%s" is refused',
    async (alg) => {
      const unsigned = `${encoded({ alg, kid: keyId, typ: 'JWT' })}.${encoded(claimsNow())}.`;
      await refused(unsigned);
      await refused(`${unsigned}AAAA`);
    },
  );

  it('one that is signed with the public key as a shared secret is refused', async () => {
    const secrets = [await exportSPKI(publicKey), JSON.stringify(publicJwk), keyId];
    for (const secret of secrets) {
      const token = await new SignJWT(claimsNow())
        .setProtectedHeader({ alg: 'HS256', kid: keyId, typ: 'JWT' })
        .sign(new TextEncoder().encode(secret));
      await refused(token);
    }
  });

  it('one that brings its own key along is refused', async () => {
    const mine = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(mine.publicKey)), kid: keyId };
    await refused(await signed(claimsNow(), mine.privateKey));
    const jku = `data:application/json,${encodeURIComponent(JSON.stringify({ keys: [jwk] }))}`;
    const header = { alg: 'RS256', kid: keyId, typ: 'JWT', jwk, jku };
    await refused(await new SignJWT(claimsNow()).setProtectedHeader(header).sign(mine.privateKey));
  });

  it('one that ran out, or does not hold yet, is refused', async () => {
    const now = Math.floor(Date.now() / 1_000);
    await refused(await signed(claimsNow({ exp: now - 6 })));
    await refused(await signed(claimsNow({ nbf: now + 60 })));
  });

  it('the token of another job of the same repository does not write to the run', async () => {
    const { githubRunId: _, githubRunAttempt: __, workflowRef: ___, ...run } = newRun();
    const own = ledgerClient(house, await signed(claimsNow()));
    const other = ledgerClient(house, await signed(claimsNow({ run_id: '1002' })));
    const move = { runId: run.id, to: 'provisioning' };
    await own.mutation('workflows:createFromIntake', { intake: newIntake(), run });

    await expect(other.mutation('workflows:transition', move)).rejects.toMatchObject({
      data: { code: 'auth' },
    });
    expect(await own.mutation('workflows:transition', move)).toMatchObject({
      state: 'provisioning',
    });
  });
});

describe('[A9] one endpoint, two kinds of callers', () => {
  let house: LedgerHouse;
  beforeAll(async () => {
    house = await startLedgerHouse();
  });
  afterAll(async () => await house.close());

  it.each([
    ['propose', proposeClaims],
    ['publish', publishClaims],
  ])('a %s job decides nothing, and a person ingests nothing', async (_, claims) => {
    const storage = house.storage(proposeClaims);
    const { runId, subjectSha256 } = await askForDecision(storage);
    const answer = { runId, subjectSha256, answer: 'approved', comment: '' };
    const job = ledgerClient(house, await house.jobToken(claims));
    const person = ledgerClient(house, await house.people.mintAccessToken('user_reviewer'));

    await expect(job.mutation('decisions:decide', answer)).rejects.toMatchObject({
      data: { code: 'auth' },
    });
    await expect(
      person.mutation('workflows:transition', { runId, to: 'failed' }),
    ).rejects.toMatchObject({ data: { code: 'auth' } });
    expect(await storage.readWorkflowTimeline(runId)).toMatchObject({
      run: { state: 'awaiting-decision' },
    });
    expect((await storage.readWorkflowTimeline(runId)).decision).toBeUndefined();
  });
});
