import { randomBytes } from 'node:crypto';
import {
  applyResponseHeaders,
  authkit,
  handleAuthkitProxy,
  partitionAuthkitHeaders,
} from '@workos-inc/authkit-nextjs';
import { type NextRequest, NextResponse } from 'next/server';
import { contentPolicy, safetyHeaders } from './server/content-policy.ts';
import { callbackUrl, publicUrl } from './server/next/public-url.ts';
import { isOwnRequest } from './server/same-origin.ts';

/**
 * Every request passes here first: it comes from a page of ours or changes nothing, its session
 * is checked by signature, and its answer carries a content policy with a nonce of its own.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname } = request.nextUrl;
  if (isForMachines(pathname)) return withSafety(NextResponse.next());
  if (!isOwnRequest(request, publicUrl()))
    return withSafety(
      new NextResponse('This request does not come from a page of this app.', { status: 403 }),
    );
  const { session, headers, authorizationUrl } = await authkit(request, {
    redirectUri: callbackUrl(),
  });
  if (!session.user && !isOpen(pathname)) {
    if (pathname.startsWith('/api/'))
      return withSafety(NextResponse.json({ error: 'not signed in' }, { status: 401 }));
    return withSafety(handleAuthkitProxy(request, headers, { redirect: authorizationUrl ?? '/' }));
  }
  const { requestHeaders, responseHeaders } = partitionAuthkitHeaders(request, headers);
  const policy = contentPolicy(randomBytes(16).toString('base64'));
  requestHeaders.set('content-security-policy', policy);
  const answer = NextResponse.next({ request: { headers: requestHeaders } });
  applyResponseHeaders(answer, responseHeaders);
  answer.headers.set('content-security-policy', policy);
  return withSafety(answer);
}

/** Called by GitHub, by jobs and by monitors, each with a proof of its own and never a cookie. */
function isForMachines(pathname: string): boolean {
  return ['/healthz', '/api/maintenance', '/api/model/', '/api/github/'].some(
    (open) => pathname === open || (open.endsWith('/') && pathname.startsWith(open)),
  );
}

function isOpen(pathname: string): boolean {
  return ['/callback', '/login', '/signed-out'].includes(pathname);
}

function withSafety(answer: NextResponse): NextResponse {
  for (const [name, value] of Object.entries(safetyHeaders)) answer.headers.set(name, value);
  return answer;
}

export const config = {
  // Everything but the build's own immutable files.
  matcher: ['/((?!_next/static/|icon.svg).*)'],
};
