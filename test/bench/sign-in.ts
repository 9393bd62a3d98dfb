import type { PagesHouse } from '../browser/pages-house.ts';

/** Signs somebody in without a browser, by the same redirects; answers with the cookies. */
export async function cookiesOf(house: PagesHouse, userId: string): Promise<string> {
  const jar = new Map<string, string>();
  const isOurs = ({ origin }: URL) => origin === new URL(house.url).origin;
  const go = async (url: URL) => {
    // Only who asks for a page is sent to log in.
    const headers = { accept: 'text/html', ...(isOurs(url) ? { cookie: drawn(jar) } : {}) };
    const answer = await fetch(url, { redirect: 'manual', headers });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    await answer.arrayBuffer();
    const next = answer.headers.get('location');
    if (!next) throw new Error(`${url.pathname} answered with ${answer.status}`);
    return new URL(next, url);
  };
  const provider = await go(new URL('/organisations', house.url));
  provider.searchParams.set('login_hint', userId);
  await go(await go(provider));
  return drawn(jar);
}

function drawn(jar: ReadonlyMap<string, string>): string {
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
}
