import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppHouse, identityWebhookSecret, startAppHouse } from './app-house.ts';
import { ledgerClient } from './ledger-client.ts';

interface Sent {
  readonly secret?: string;
  readonly at?: number;
  readonly header?: string;
}

describe('[SVC-01] [SEC-07] what the identity provider tells of sessions', () => {
  let house: AppHouse;
  beforeAll(async () => {
    house = await startAppHouse();
  });
  afterAll(async () => await house.close());

  const deliver = async (body: string, sent: Sent = {}) => {
    const { secret = identityWebhookSecret, at = Date.now() } = sent;
    const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
    return await fetch(new URL('/api/workos/webhooks', house.app.url), {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'workos-signature': sent.header ?? `t=${at}, v1=${signature}`,
      },
    });
  };
  const revoked = (id: string, event = 'session.revoked') =>
    JSON.stringify({ id: 'event_1', event, data: { object: 'session', id } });
  /** Whether the ledger still answers to a token of this session. */
  const stands = async (sid: string) => {
    const token = await house.people.mintAccessToken('user_reviewer', { org_id: 'org_acme', sid });
    return await ledgerClient(house, token)
      .query('inbox:counts', {})
      .then(
        () => true,
        () => false,
      );
  };

  it('a session that was revoked there ends here before its token, and told twice is told once', async () => {
    expect(await stands('session_lost')).toBe(true);

    const first = await deliver(revoked('session_lost'));
    const second = await deliver(revoked('session_lost'));

    expect([first.status, second.status]).toEqual([200, 200]);
    expect(await first.json()).toEqual({ status: 'ended' });
    expect(await stands('session_lost')).toBe(false);
    expect(await stands('session_other')).toBe(true);
  });

  it.each([
    ['of another secret', { secret: 'another secret entirely' }],
    ['that is missing', { header: '' }],
    ['that is cut short', { header: 't=1, v1=00' }],
    ['of four minutes ago', { at: Date.now() - 4 * 60_000 }],
  ])('a signature %s ends nobody', async (_, sent) => {
    const answer = await deliver(revoked('session_kept'), sent);

    expect(answer.status).toBe(401);
    expect(await stands('session_kept')).toBe(true);
  });

  it('other events end nobody, nor does what is no event or too long', async () => {
    const other = await deliver(revoked('session_kept', 'session.created'));

    expect(await other.json()).toEqual({ status: 'ignored' });
    expect((await deliver('{not json')).status).toBe(400);
    expect((await deliver('x'.repeat(256 * 1024 + 1))).status).toBe(413);
    expect(await stands('session_kept')).toBe(true);
  });
});
