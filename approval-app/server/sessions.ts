import { randomBytes, timingSafeEqual } from 'node:crypto';

export interface SignedIn {
  readonly accessToken: string;
  readonly name: string;
  /** Milliseconds since the epoch at which the token ends, and the session with it. */
  readonly until: number;
}

export interface Session extends SignedIn {
  readonly id: string;
  /** Goes into every form; a form without it was not made by us for this session. */
  readonly csrf: string;
}

const mostSessions = 1_000;

/**
 * Who is signed in, in memory only: an access token lives for minutes and is never written
 * down. A restart signs everybody out, which costs a redirect.
 */
export function createSessions(now: () => number = Date.now) {
  const sessions = new Map<string, Session>();
  return {
    open: (signedIn: SignedIn): Session => {
      const oldest = sessions.keys().next();
      if (sessions.size >= mostSessions && !oldest.done) sessions.delete(oldest.value);
      const session = { ...signedIn, id: secret(), csrf: secret() };
      sessions.set(session.id, session);
      return session;
    },
    find: (id: string | undefined): Session | undefined => {
      const session = id === undefined ? undefined : sessions.get(id);
      if (session && now() < session.until) return session;
      if (session) sessions.delete(session.id);
      return undefined;
    },
  };
}
export type Sessions = ReturnType<typeof createSessions>;

/** Compares in constant time. */
export function sameSecret(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}

export function secret(): string {
  return randomBytes(32).toString('base64url');
}
