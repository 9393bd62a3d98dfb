'use server';

import { signOut } from '@workos-inc/authkit-nextjs';
import { publicUrl } from '../../server/next/public-url.ts';

/** Ends the session here and at the identity provider. */
export async function signOutOfHere(): Promise<void> {
  await signOut({ returnTo: new URL('/signed-out', publicUrl()).href });
}
