import { getSignInUrl } from '@workos-inc/authkit-nextjs';
import type { NextRequest } from 'next/server';
import { RunId } from '../../../action/domain/ids.ts';
import { callbackUrl } from '../../server/next/public-url.ts';

/** Proves once more who one is, before an answer that asks for it, and comes back to the same page. */
export async function GET(request: NextRequest): Promise<Response> {
  const asked = request.nextUrl.searchParams;
  const run = RunId.safeParse(asked.get('run'));
  const tab = /^[a-z]{1,20}$/.exec(asked.get('tab') ?? '')?.[0];
  const returnTo = run.success ? `/runs/${run.data}${tab ? `/${tab}` : ''}` : '/';
  const url = await getSignInUrl({
    returnTo,
    maxAge: 0,
    redirectUri: callbackUrl(),
  });
  return Response.redirect(url, 303);
}
