import { randomBytes } from 'node:crypto';

const lifetimeMs = 60_000;

/** Authorization codes: short-lived, used once, bound to the challenge that asked for them. */
export function createCodes(now: () => number = Date.now) {
  const issued = new Map<string, { userId: string; challenge: string; until: number }>();
  return {
    issue: (userId: string, challenge: string): string => {
      const code = randomBytes(24).toString('base64url');
      issued.set(code, { userId, challenge, until: now() + lifetimeMs });
      return code;
    },
    /** The user, or undefined. The code is gone either way: a guess costs it. */
    redeem: (code: string, challenge: string): string | undefined => {
      const found = issued.get(code);
      issued.delete(code);
      if (!found || found.challenge !== challenge || now() >= found.until) return undefined;
      return found.userId;
    },
  };
}
