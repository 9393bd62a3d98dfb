import { randomBytes } from 'node:crypto';
import type { Login } from './authorization-codes.ts';
import type { LocalMembership } from './identity-people.ts';

export interface IdentitySession {
  readonly id: string;
  readonly userId: string;
  readonly organizationId: string;
  /** Seconds since the epoch at which the person proved who they are; a refresh keeps it. */
  readonly authenticatedAt: number;
}

/**
 * Who is signed in where. A refresh token works once and only while its session stands: one
 * that is shown twice was stolen, so the session ends for both who hold it.
 */
export function createIdentitySessions() {
  const sessions = new Map<string, IdentitySession>();
  const refreshTokens = new Map<string, { sessionId: string; used: boolean }>();
  return {
    begin: (login: Login, { organizationId }: LocalMembership): IdentitySession => {
      const id = `session_${randomBytes(12).toString('hex')}`;
      const session = { id, ...login, organizationId };
      sessions.set(id, session);
      return session;
    },
    issueRefreshToken: (sessionId: string): string => {
      const token = randomBytes(24).toString('base64url');
      refreshTokens.set(token, { sessionId, used: false });
      return token;
    },
    redeemRefreshToken: (token: string): IdentitySession | undefined => {
      const found = refreshTokens.get(token);
      if (!found) return undefined;
      if (found.used) sessions.delete(found.sessionId);
      found.used = true;
      return sessions.get(found.sessionId);
    },
    move: (session: IdentitySession, organizationId: string): IdentitySession => {
      const moved = { ...session, organizationId };
      sessions.set(session.id, moved);
      return moved;
    },
    end: (sessionId: string): void => void sessions.delete(sessionId),
  };
}
export type IdentitySessions = ReturnType<typeof createIdentitySessions>;
