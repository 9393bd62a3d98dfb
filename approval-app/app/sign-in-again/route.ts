import { getSignInUrl } from '@workos-inc/authkit-nextjs';
import type { NextRequest } from 'next/server';
import { RunId } from '../../../action/domain/ids.ts';
import { callbackUrl } from '../../server/next/public-url.ts';

/** Proves once more who one is, before an answer that asks for it, and comes back to the run. */
export async function GET(request: NextRequest): Promise<Response> {
  const run = RunId.safeParse(request.nextUrl.searchParams.get('run'));
  const returnTo = run.success ? `/runs/${run.data}` : '/';
  const url = await getSignInUrl({
    returnTo,
    maxAge: 0,
    redirectUri: callbackUrl(),
  });
  return Response.redirect(url, 303);
}
