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

export interface SessionTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

interface SessionParts {
  mint(session: IdentitySession): Promise<string>;
  /** For so long a refresh token that was exchanged is answered once more, with the same. */
  readonly graceMs: number;
}

interface RefreshToken {
  readonly sessionId: string;
  readonly exchanged?: { readonly for: Promise<SessionTokens>; readonly at: number };
}

/**
 * Who is signed in where. A refresh token is exchanged once and only while its session stands. Two
 * processes that exchange it at nearly the same moment get the same tokens; later it is refused, and
 * the session goes on (https://workos.com/docs/authkit/session-resilience).
 */
export function createIdentitySessions({ mint, graceMs }: SessionParts) {
  const sessions = new Map<string, IdentitySession>();
  const refreshTokens = new Map<string, RefreshToken>();
  const issue = async (session: IdentitySession): Promise<SessionTokens> => {
    const refreshToken = randomBytes(24).toString('base64url');
    refreshTokens.set(refreshToken, { sessionId: session.id });
    return { accessToken: await mint(session), refreshToken };
  };
  return {
    begin: (login: Login, { organizationId }: LocalMembership): IdentitySession => {
      const id = `session_${randomBytes(12).toString('hex')}`;
      const session = { id, ...login, organizationId };
      sessions.set(id, session);
      return session;
    },
    issue,
    /** Whose token that is; undefined where it is not exchanged any more. */
    ofRefreshToken: (token: string): IdentitySession | undefined => {
      const found = refreshTokens.get(token);
      if (!found) return undefined;
      const { sessionId, exchanged } = found;
      if (exchanged && Date.now() - exchanged.at >= graceMs) return undefined;
      return sessions.get(sessionId);
    },
    exchange: async (
      token: string,
      session: IdentitySession,
      organizationId: string,
    ): Promise<SessionTokens> => {
      const before = refreshTokens.get(token)?.exchanged;
      if (before) return await before.for;
      const moved = { ...session, organizationId };
      sessions.set(session.id, moved);
      const exchanged = { for: issue(moved), at: Date.now() };
      refreshTokens.set(token, { sessionId: session.id, exchanged });
      return await exchanged.for;
    },
    end: (sessionId: string): void => void sessions.delete(sessionId),
  };
}
export type IdentitySessions = ReturnType<typeof createIdentitySessions>;
