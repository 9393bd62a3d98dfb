'use server';

import { signOut } from '@workos-inc/authkit-nextjs';
import { appParts } from '../../server/next/app-parts.ts';
import { publicUrl } from '../../server/next/public-url.ts';
import { currentSession } from '../../server/next/session.ts';

/**
 * Ends the session in the ledger, for every copy of its cookie, then here and at the identity provider.
 * Which one is not asked: it is the one that this request came with.
 */
export async function signOutOfHere(): Promise<void> {
  const { sessionId } = (await currentSession()) ?? {};
  // A ledger that does not answer leaves a copy what is left of its token; to stay signed in leaves more.
  if (sessionId)
    await appParts()
      .services.serverLedger.endSession(sessionId)
      .catch(() => undefined);
  await signOut({ returnTo: new URL('/signed-out', publicUrl()).href });
}
