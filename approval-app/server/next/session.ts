import 'server-only';
import { withAuth } from '@workos-inc/authkit-nextjs';
import { redirect } from 'next/navigation';
import type { Session } from '../../contract/session.ts';
import { sessionOfToken } from '../session-of-token.ts';

/** [SVC-01] Who is asking, by the session that the proxy verified; lives as long as this request. */
export async function currentSession(): Promise<Session | undefined> {
  const { user, accessToken, impersonator } = await withAuth();
  if (!user || !accessToken) return undefined;
  const names = [user.firstName, user.lastName].filter((name) => name?.trim());
  const session = sessionOfToken(accessToken, {
    name: names.join(' ') || user.email,
    email: user.email,
  });
  return impersonator ? { ...session, impersonator: impersonator.email } : session;
}

/** For pages: the proxy lets nobody here without a session, so a missing one is a lost one. */
export async function requireSession(): Promise<Session> {
  const session = await currentSession();
  if (!session) redirect('/signed-out');
  if (!session.organizationId) redirect('/organisations');
  return session;
}
