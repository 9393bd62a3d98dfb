import 'server-only';
import { withAuth } from '@workos-inc/authkit-nextjs';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { readSession, type Session } from '../session.ts';
import { span } from '../signals/spans.ts';
import { appParts } from './app-parts.ts';

/**
 * [SVC-01] Who is asking, by the session that the proxy verified; lives as long as this request.
 * Read once in a request: layout and page ask each on their own.
 */
export const currentSession = cache(
  async (): Promise<Session | undefined> =>
    await span('patchplane.auth.require_permission', readCurrent),
);

async function readCurrent(): Promise<Session | undefined> {
  const { user, accessToken, organizationId, impersonator } = await withAuth();
  if (!user || !accessToken) return undefined;
  const session = readSession({
    userId: user.id,
    email: user.email,
    firstName: user.firstName,
    lastName: user.lastName,
    accessToken,
    organizationId,
    impersonated: impersonator !== undefined,
  });
  await appParts().services.keepMember(session);
  return session;
}

/** For pages: the proxy lets nobody here without a session, so a missing one is a lost one. */
export async function requireSession(): Promise<Session> {
  const session = await currentSession();
  if (!session) redirect('/signed-out');
  if (!session.workspaceId) redirect('/organisations');
  return session;
}
