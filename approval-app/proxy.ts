import { randomBytes } from 'node:crypto';
import {
  applyResponseHeaders,
  handleAuthkitProxy,
  partitionAuthkitHeaders,
} from '@workos-inc/authkit-nextjs';
import { type NextRequest, NextResponse } from 'next/server';
import { contentPolicy, dataPolicy, safetyHeaders } from './server/content-policy.ts';
import { actionsPerMinute, pagesPerMinute, strangersPerMinute } from './server/entry-points.ts';
import { callbackUrl, publicUrl } from './server/next/public-url.ts';
import { authenticateInTurn } from './server/next/session-turns.ts';
import { createCounter, tooMany } from './server/rate-limit.ts';
import { isOwnRequest } from './server/same-origin.ts';

const count = createCounter();

/**
 * Every request of a browser passes here first: it comes from a page of ours or changes nothing,
 * its session is checked by signature, it is one of not too many, and its answer carries a content
 * policy: of data, or with a nonce of its own.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname } = request.nextUrl;
  if (!isOwnRequest(request, publicUrl()))
    return closed(
      new NextResponse('This request does not come from a page of this app.', { status: 403 }),
    );
  const { session, headers, authorizationUrl } = await authenticateInTurn(request, callbackUrl());
  const isData = pathname.startsWith('/api/');
  const crowded = whyTooMany(request, session.user?.id);
  if (crowded) return closed(crowded);
  if (!session.user && !isOpen(pathname)) {
    if (isData) return closed(NextResponse.json({ error: 'not signed in' }, { status: 401 }));
    return closed(handleAuthkitProxy(request, headers, { redirect: authorizationUrl ?? '/' }));
  }
  const { requestHeaders, responseHeaders } = partitionAuthkitHeaders(request, headers);
  const policy = isData ? dataPolicy : contentPolicy(randomBytes(16).toString('base64'));
  requestHeaders.set('content-security-policy', policy);
  const answer = NextResponse.next({ request: { headers: requestHeaders } });
  applyResponseHeaders(answer, responseHeaders);
  return withSafety(answer, policy);
}

/** Routes of data count for themselves, each as often as its entry point says. */
function whyTooMany(request: NextRequest, userId: string | undefined): NextResponse | undefined {
  const isAction = request.method === 'POST';
  const [key, perMinute] = userId
    ? isAction
      ? ([`actions of ${userId}`, actionsPerMinute] as const)
      : ([`pages of ${userId}`, pagesPerMinute] as const)
    : (['strangers', strangersPerMinute] as const);
  if (userId && request.nextUrl.pathname.startsWith('/api/')) return undefined;
  const wait = count(key, perMinute);
  if (wait === undefined) return undefined;
  const { body, status, headers } = tooMany(perMinute, wait);
  return new NextResponse(body, { status, headers });
}

function isOpen(pathname: string): boolean {
  return ['/callback', '/login', '/signed-out'].includes(pathname);
}

/** An answer that no page comes with. */
function closed(answer: NextResponse): NextResponse {
  answer.headers.set('cache-control', 'no-store');
  return withSafety(answer, dataPolicy);
}

function withSafety(answer: NextResponse, policy: string): NextResponse {
  for (const [name, value] of Object.entries(safetyHeaders)) answer.headers.set(name, value);
  answer.headers.set('content-security-policy', policy);
  return answer;
}

export const config = {
  // Everything but the build's own immutable files, and what GitHub, WorkOS, jobs and monitors ask for: they
  // bring a proof of their own and never a cookie, and Next would keep and cut off a long body here
  // (`proxyClientMaxBodySize`). Those have their headers from next.config.ts.
  matcher: [
    '/((?!_next/static/|icon\\.svg$|healthz$|readyz$|api/maintenance$|api/github/webhooks$|api/github/approvers$|api/workos/webhooks$|api/model/).*)',
  ],
};
