import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cookiesOf } from '../bench/sign-in.ts';
import { type PagesHouse, startPagesHouse } from './pages-house.ts';

/** So short that every request renews; after it, only the renewed session opens anything. */
const tokenSeconds = 4;

/** The same session at two processes of the app, neither of which knows what the other renewed. */
describe.each([
  { provider: 'as WorkOS does it', graceSeconds: 30, statuses: [200, 200] },
  { provider: 'that gives the slower one nothing', graceSeconds: 0, statuses: [200, 401] },
])('two processes and an identity provider $provider', ({ graceSeconds, statuses }) => {
  let house: PagesHouse;
  let urls: readonly string[];
  beforeAll(async () => {
    house = await startPagesHouse({ tokenSeconds, graceSeconds });
    urls = [house.url, await house.another()];
  }, 600_000);
  afterAll(async () => await house?.close());

  const ask = async (url: string | undefined, cookie: string, path = '/api/runs/counts') =>
    await fetch(new URL(path, url), {
      redirect: 'manual',
      headers: { cookie, accept: 'text/html' },
    });
  const sessionIn = (answer: Response) =>
    answer.headers.getSetCookie().find((line) => line.startsWith('wos-session='));

  it('[SVC-01] renew it at once, and nobody is signed out by it', async () => {
    const cookie = await cookiesOf(house, 'user_reviewer');
    await setTimeout((tokenSeconds + 1) * 1_000);

    const answers = await Promise.all(urls.map(async (url) => await ask(url, cookie)));

    expect(answers.map(({ status }) => status).sort()).toEqual(statuses);
    // Whatever comes last is what a browser keeps: none of them may take the session away.
    const kept = answers.flatMap((answer) => sessionIn(answer) ?? []);
    expect(kept).toHaveLength(statuses.filter((status) => status === 200).length);
    for (const line of kept) {
      const [renewed = ''] = line.split(';');
      expect(renewed).not.toBe('wos-session=');
      for (const url of urls) expect((await ask(url, renewed)).status).toBe(200);
    }
  });

  it('[SVC-01] one of them renews it in turn, and whichever request comes first, the others go on', async () => {
    const cookie = await cookiesOf(house, 'user_operator');
    await setTimeout((tokenSeconds + 1) * 1_000);

    const answers = await Promise.all(
      Array.from({ length: 6 }, async () => await ask(house.url, cookie)),
    );

    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(sessionIn(answer)).toBeDefined();
    }
  });

  it('a session that is really over opens nothing, and its page leads to the sign-in', async () => {
    const cookie = await cookiesOf(house, 'user_viewer');
    expect((await ask(urls[0], cookie)).status).toBe(200);
    house.people.setMembership({
      id: 'om_viewer',
      userId: 'user_viewer',
      organizationId: 'org_acme',
      role: 'viewer',
      status: 'inactive',
    });
    await setTimeout((tokenSeconds + 1) * 1_000);

    for (const url of urls) {
      expect((await ask(url, cookie)).status).toBe(401);
      const page = await ask(url, cookie, '/');
      expect(page.headers.get('location')).toContain('/user_management/authorize');
    }
  });
});
