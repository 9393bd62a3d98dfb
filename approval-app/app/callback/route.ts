import { handleAuth } from '@workos-inc/authkit-nextjs';
import type { NextRequest } from 'next/server';
import { publicUrl } from '../../server/next/public-url.ts';

/** Takes the browser back from the identity provider. */
export async function GET(request: NextRequest): Promise<Response> {
  return await handleAuth({
    baseURL: publicUrl(),
    onError: () => {
      // A login that was not begun here, or twice: its parameters are never used.
      const again = new URL('/signed-out?because=login', publicUrl());
      return Response.redirect(again, 303);
    },
  })(request);
}
