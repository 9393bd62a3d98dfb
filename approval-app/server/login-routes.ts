import type { Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { AppServices } from './app-services.ts';
import type { IdentityClient } from './identity-client.ts';
import { syncMember } from './members.ts';
import { messagePage, redirectingPage } from './page/message-page.ts';
import { sessionOfToken } from './session-of-token.ts';
import { type Session, type Sessions, secret } from './sessions.ts';

export interface LoginParts {
  readonly publicUrl: () => string;
  readonly notice: string | undefined;
  readonly sessions: Sessions;
  readonly identity: IdentityClient;
  readonly services: AppServices;
}

const sessionCookie = 'patchplane_session';
const loginCookie = 'patchplane_login';
const loginSeconds = 600;
const mostPending = 1_000;

/** `/login` sends the browser to the identity provider, `/callback` takes it back. */
export function addLoginRoutes(app: Hono, parts: LoginParts): void {
  const pending = new Map<string, { verifier: string; returnTo: string; until: number }>();

  app.get('/login', (context) => {
    const oldest = pending.keys().next();
    if (pending.size >= mostPending && !oldest.done) pending.delete(oldest.value);
    const [state, verifier] = [secret(), secret()];
    const returnTo = ownPath(context.req.query('return'));
    pending.set(state, { verifier, returnTo, until: Date.now() + loginSeconds * 1_000 });
    // Lax, because the way back is a redirect from another site.
    setCookie(context, loginCookie, state, cookieOptions(parts, 'Lax', loginSeconds));
    return context.redirect(parts.identity.authorizeUrl(callbackOf(parts), state, verifier));
  });

  app.get('/callback', async (context) => {
    const { code, state } = context.req.query();
    const begun =
      state && state === getCookie(context, loginCookie) ? pending.get(state) : undefined;
    if (state) pending.delete(state);
    if (!begun || !code || Date.now() >= begun.until)
      return refused(context, parts, 'This sign-in was not begun here, or took too long.');
    const signedIn = await parts.identity.authenticate(code, begun.verifier);
    if (!signedIn) return refused(context, parts, 'The identity provider refused this sign-in.');
    await syncMember(sessionOfToken(signedIn.accessToken, signedIn.name), parts.services);
    const session = parts.sessions.open(signedIn);
    const seconds = Math.max(0, Math.floor((session.until - Date.now()) / 1_000));
    setCookie(context, sessionCookie, session.id, cookieOptions(parts, 'Strict', seconds));
    // A page and not a redirect: on a redirect that began elsewhere no Strict cookie is sent.
    return context.html(redirectingPage(parts.notice, begun.returnTo));
  });

  app.get('/session', (context) => {
    const session = sessionOf(context, parts);
    return session
      ? context.json({ name: session.name, csrf: session.csrf })
      : context.json({ error: 'not signed in' }, 401);
  });
}

export function sessionOf(context: Context, parts: LoginParts): Session | undefined {
  return parts.sessions.find(getCookie(context, sessionCookie));
}

export function loginPath(returnTo: string): string {
  return `/login?return=${encodeURIComponent(returnTo)}`;
}

/** Only pages of ours: anything else would make this an open redirector. */
function ownPath(path: string | undefined): string {
  return path !== undefined && /^\/runs\/run-[0-9a-f]{16}$/.test(path) ? path : '/';
}

function callbackOf(parts: LoginParts): string {
  return new URL('/callback', parts.publicUrl()).href;
}

function cookieOptions(parts: LoginParts, sameSite: 'Lax' | 'Strict', maxAge: number) {
  const secure = parts.publicUrl().startsWith('https:');
  return { httpOnly: true, sameSite, secure, path: '/', maxAge } as const;
}

function refused(context: Context, parts: LoginParts, because: string) {
  return context.html(messagePage(parts.notice, 'Not signed in', because), 403);
}
