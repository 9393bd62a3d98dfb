import { getSignInUrl } from '@workos-inc/authkit-nextjs';
import type { NextRequest } from 'next/server';
import { callbackUrl } from '../../server/next/public-url.ts';

/** Begins a login and comes back to where one wanted to be, which is in this app. */
export async function GET(request: NextRequest): Promise<Response> {
  const returnTo = ownPath(request.nextUrl.searchParams.get('return'));
  return Response.redirect(await getSignInUrl({ returnTo, redirectUri: callbackUrl() }), 303);
}

/** A path of this app; another address, however spelled, becomes the inbox. */
function ownPath(asked: string | null): string {
  return asked !== null && /^\/(?![/\\])[\x20-\x7e]*$/.test(asked) ? asked : '/';
}
