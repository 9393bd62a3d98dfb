import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identityWebhookSecret, type PagesHouse, startPagesHouse } from './pages-house.ts';

/** Jobs, GitHub and monitors bring a proof of their own: nobody sends them to a login page. */
describe('routes for machines', () => {
  let house: PagesHouse;

  beforeAll(async () => {
    house = await startPagesHouse();
  });
  afterAll(async () => await house?.close());

  const ask = async (path: string, init: RequestInit = {}) =>
    await fetch(new URL(path, house.url), { redirect: 'manual', ...init });

  it('says that it is well', async () => {
    expect(await (await ask('/healthz')).json()).toEqual({ status: 'ok' });
  });

  it('a model route without a model grants nothing', async () => {
    const answer = await ask('/api/model/grants', { method: 'POST', body: '{}' });
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('no key of a model');
  });

  it('[E5] a publish job asks by its token, and nobody else by any', async () => {
    const body = JSON.stringify({ runId: 'run-0123456789abcdef' });
    const asked = async (headers: Record<string, string>) =>
      (await ask('/api/github/approvers', { method: 'POST', body, headers })).status;

    expect(await asked({})).toBe(401);
    expect(await asked({ authorization: 'Bearer of.no.issuer' })).toBe(403);
  });

  it.each(['/api/github/webhooks', '/api/workos/webhooks'])(
    'a delivery to %s without a signature is refused, not sent to sign in',
    async (path) => {
      const answer = await ask(path, { method: 'POST', body: '{}' });
      expect([400, 401]).toContain(answer.status);
      expect(answer.headers.get('location')).toBeNull();
    },
  );

  it('[SVC-01] what WorkOS signed is taken', async () => {
    const body = JSON.stringify({ event: 'session.revoked', data: { id: 'session_built' } });
    const at = Date.now();
    const sign = createHmac('sha256', identityWebhookSecret).update(`${at}.${body}`);
    const headers = { 'workos-signature': `t=${at}, v1=${sign.digest('hex')}` };

    const answer = await ask('/api/workos/webhooks', { method: 'POST', body, headers });

    expect(await answer.json()).toEqual({ status: 'ended' });
  });

  it('a person without a session is sent to sign in; a script of theirs is told', async () => {
    expect((await ask('/settings')).headers.get('location')).toContain(
      '/user_management/authorize',
    );
    expect((await ask('/api/runs/run-0000000000000000')).status).toBe(401);
  });
});
