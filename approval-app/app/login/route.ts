import { getSignInUrl } from '@workos-inc/authkit-nextjs';
import type { NextRequest } from 'next/server';
import { callbackUrl } from '../../server/next/public-url.ts';

/** Begins a login and comes back to where one wanted to be, which is in this app. */
export async function GET(request: NextRequest): Promise<Response> {
  const returnTo = ownPath(request.nextUrl.searchParams.get('return'));
  const location = await getSignInUrl({ returnTo, redirectUri: callbackUrl() });
  // It begins one login of one browser: no copy of it is anybody else's.
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}

/** A path of this app; another address, however spelled, becomes the inbox. */
function ownPath(asked: string | null): string {
  return asked !== null && /^\/(?![/\\])[\x20-\x7e]*$/.test(asked) ? asked : '/';
}
