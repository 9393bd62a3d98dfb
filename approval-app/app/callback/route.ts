import { handleAuth } from '@workos-inc/authkit-nextjs';
import type { NextRequest } from 'next/server';
import { publicUrl } from '../../server/next/public-url.ts';

/** Takes the browser back from the identity provider. */
export async function GET(request: NextRequest): Promise<Response> {
  return await handleAuth({
    baseURL: publicUrl(),
    onError: () => {
      // A login that was not begun here, or twice: its parameters are never used.
      const location = new URL('/signed-out?because=login', publicUrl()).href;
      // Not `Response.redirect`: cookies are ended on this answer, and its headers could not be changed.
      return new Response(null, { status: 303, headers: { location } });
    },
  })(request);
}
