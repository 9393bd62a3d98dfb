import { authkit } from '@workos-inc/authkit-nextjs';
import type { NextRequest } from 'next/server';

type Authenticated = Awaited<ReturnType<typeof authkit>>;

interface Renewed {
  /** The cookie that took the place of an old one, and the lines that give it to a browser. */
  readonly cookie: string;
  readonly lines: readonly string[];
  readonly until: number;
}

const cookieName = process.env['WORKOS_COOKIE_NAME'] ?? 'wos-session';
/** For requests that were on their way while the session was renewed. */
const keptMs = 60_000;

/** By the cookie that was renewed. */
const renewed = new Map<string, Renewed>();
/** By the cookie that may be renewed now. */
const turns = new Map<string, Promise<unknown>>();

/**
 * A refresh token is exchanged once, and a page asks for several things at once: the first request
 * with an old session renews it, and the others go on with what came of that
 * (https://github.com/workos/authkit-nextjs/issues/28). Another process may renew it as well:
 * WorkOS gives both the same tokens for half a minute
 * (https://workos.com/docs/authkit/session-resilience).
 */
export async function authenticateInTurn(
  request: NextRequest,
  redirectUri: string,
): Promise<Authenticated> {
  const brought = request.cookies.get(cookieName)?.value;
  if (!brought) return await authkit(request, { redirectUri });
  for (;;) {
    const newest = newestOf(brought);
    const cookie = newest?.cookie ?? brought;
    const before = turns.get(cookie);
    if (!before) {
      const turn = authenticate(request, cookie, redirectUri);
      const over = turn.then(nothing, nothing);
      turns.set(cookie, over);
      void over.then(() => turns.delete(cookie));
      const answer = await turn;
      // Whoever brought an old one is given the new one, unless this turn made one that is newer.
      if (newest && !setsSession(answer.headers))
        for (const line of newest.lines) answer.headers.append('set-cookie', line);
      return answer;
    }
    await before;
  }
}

async function authenticate(
  request: NextRequest,
  cookie: string,
  redirectUri: string,
): Promise<Authenticated> {
  request.cookies.set(cookieName, cookie);
  const answer = await authkit(request, { redirectUri });
  keepInBrowser(answer.headers);
  const now = answer.headers.get('x-workos-session');
  if (now && now !== cookie) {
    const lines = answer.headers.getSetCookie().filter(isSession);
    keep(cookie, { cookie: now, lines, until: Date.now() + keptMs });
    // What runs behind the proxy reads this request's cookies, and must not renew it once more.
    request.cookies.set(cookieName, now);
  }
  return answer;
}

/**
 * AuthKit takes the cookie from a browser whose session it could not renew. By then that may be a newer
 * one, of a process that was faster, and is not to go with the old one. What is really over
 * opens nothing, and the next login takes its place.
 */
function keepInBrowser(headers: Headers): void {
  const lines = headers.getSetCookie();
  headers.delete('set-cookie');
  for (const line of lines)
    if (!line.startsWith(`${cookieName}=;`)) headers.append('set-cookie', line);
}

/** Where renewing led to, however often that was; undefined where it was not renewed. */
function newestOf(brought: string): Renewed | undefined {
  let newest: Renewed | undefined;
  for (let next = renewed.get(brought); next; next = renewed.get(next.cookie)) {
    if (next.until <= Date.now()) break;
    newest = next;
  }
  return newest;
}

function keep(old: string, entry: Renewed): void {
  for (const [cookie, { until }] of renewed) if (until <= Date.now()) renewed.delete(cookie);
  renewed.set(old, entry);
}

function setsSession(headers: Headers): boolean {
  return headers.getSetCookie().some(isSession);
}

function isSession(line: string): boolean {
  return line.startsWith(`${cookieName}=`);
}

function nothing(): void {}
