import { ConvexError } from 'convex/values';
import { describe, expect, it } from 'vitest';
import { forPeople, json } from '../../approval-app/server/api/handler.ts';
import { createLog } from '../../approval-app/server/log.ts';
import { createCounter, limited } from '../../approval-app/server/rate-limit.ts';
import { isOwnRequest } from '../../approval-app/server/same-origin.ts';
import { sessionOfToken } from '../../approval-app/server/session-of-token.ts';

/** A token as a session brings it; whoever signed it is looked at elsewhere. */
function unsigned(claims: object): string {
  return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`;
}

describe('the server around its handlers', () => {
  it('takes so many requests a minute, and says when it takes more', async () => {
    let now = 0;
    const handler = limited(
      async () => json('done'),
      2,
      createCounter(() => now),
    );
    const ask = async () =>
      await handler(new Request('http://app.test/'), { session: undefined, params: {} });

    const answers = [await ask(), await ask(), await ask()];
    now = 61_000;

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(answers[2]?.headers.get('retry-after')).toBe('60');
    expect((await ask()).status).toBe(200);
  });

  it.each([
    ['auth', 403],
    ['not-found', 404],
    ['invalid-answer', 400],
    ['rate-limited', 429],
    ['conflict', 409],
  ])(
    '[SVC-03] what the ledger refuses as %s is answered with %i and the same code',
    async (code, status) => {
      const message = 'you do not hold the permission run:start in this workspace';
      const handler = forPeople(async () => {
        throw new ConvexError({ code, message });
      });
      const session = sessionOfToken(unsigned({ sub: 'user_1', org_id: 'org_1', exp: 1 }), 'Rae');

      const answer = await handler(new Request('http://app.test/'), { session, params: {} });

      expect(answer.status).toBe(status);
      expect(await answer.json()).toEqual({ status: 'refused', code, because: message });
    },
  );

  it('[SVC-01] [SVC-02] a session says who asks and for which workspace; without one it opens nothing', async () => {
    const handler = forPeople(async (_, { session }) => json(session));
    const open = async (claims: object) =>
      await handler(new Request('http://app.test/'), {
        session: sessionOfToken(unsigned({ sub: 'user_1', exp: 1, ...claims }), 'Rae'),
        params: {},
      });

    expect(await (await open({ org_id: 'org_1' })).json()).toMatchObject({
      actor: { id: 'workos:user_1', displayName: 'Rae' },
      workspaceId: 'workos:org_1',
    });
    expect((await open({})).status).toBe(401);
  });

  it('whoever floods it with made-up names takes nobody else their count', () => {
    const count = createCounter(() => 0);
    const known = Array.from({ length: 3 }, () => count('known', 2));
    for (let each = 0; each < 19_000; each += 1) count(`made up ${each}`, 2);

    expect(known).toEqual([undefined, undefined, 60]);
    expect(count('known', 2)).toBe(60);
  });

  it.each([
    ['cross-site', 'https://app.test', false],
    ['same-site', 'https://app.test', false],
    ['none', 'https://app.test', false],
    ['same-origin', 'https://evil.test', false],
    ['same-origin', 'null', false],
    ['same-origin', undefined, false],
    ['same-origin', 'https://app.test', true],
    [undefined, 'https://app.test', true],
    [undefined, 'https://app.test.evil.test', false],
  ])('a POST that its browser calls %s, from %s, is ours: %s', (site, origin, isOurs) => {
    const headers = new Headers();
    if (site) headers.set('sec-fetch-site', site);
    if (origin) headers.set('origin', origin);
    const request = new Request('https://app.test/', { method: 'POST', headers });

    expect(isOwnRequest(request, 'https://app.test/')).toBe(isOurs);
  });

  it('[TEL] a line of the log has ids and words, and no room for a secret', () => {
    const lines: string[] = [];
    const log = createLog(
      (line) => lines.push(line),
      () => 0,
    );
    const sentinel = 'https://r2.test/x?X-Amz-Signature=SENTINEL secret';
    const more = { route: 'GET /api/runs/:id', status: 200, token: sentinel };

    log('request', more);

    expect(lines).toEqual([
      `${JSON.stringify({
        time: '1970-01-01T00:00:00.000Z',
        what: 'request',
        route: 'GET /api/runs/:id',
        status: 200,
      })}\n`,
    ]);
    expect(lines.join('')).not.toContain('SENTINEL');
  });
});
