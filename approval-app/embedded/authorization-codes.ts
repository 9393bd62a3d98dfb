import { randomBytes } from 'node:crypto';

const lifetimeMs = 60_000;

export interface Login {
  readonly userId: string;
  /** Seconds since the epoch at which they proved who they are. */
  readonly authenticatedAt: number;
}

/** Authorization codes: short-lived, used once, bound to the challenge that asked for them. */
export function createCodes(now: () => number = Date.now) {
  const issued = new Map<string, { login: Login; challenge: string; until: number }>();
  return {
    issue: (login: Login, challenge: string): string => {
      const code = randomBytes(24).toString('base64url');
      issued.set(code, { login, challenge, until: now() + lifetimeMs });
      return code;
    },
    /** Who logged in, or undefined. The code is gone either way: a guess costs it. */
    redeem: (code: string, challenge: string): Login | undefined => {
      const found = issued.get(code);
      issued.delete(code);
      if (!found || found.challenge !== challenge || now() >= found.until) return undefined;
      return found.login;
    },
  };
}
