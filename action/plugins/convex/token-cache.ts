import { z } from 'zod';

const Payload = z.looseObject({ exp: z.number() });
const marginSeconds = 60;

/** A token is asked for when there is none, and anew a minute before the last one ends. */
export function createTokenCache(
  request: () => Promise<string>,
  now: () => number = Date.now,
): { current(): Promise<string>; forget(): void } {
  let held: { token: string; until: number } | undefined;
  return {
    current: async () => {
      if (held && now() < held.until) return held.token;
      const token = await request();
      held = { token, until: (expiryOf(token) - marginSeconds) * 1_000 };
      return token;
    },
    forget: () => {
      held = undefined;
    },
  };
}

/** Seconds since the epoch; 0 for what is no JWT, which is then not kept. Verifies nothing. */
function expiryOf(token: string): number {
  try {
    const body = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
    return Payload.parse(JSON.parse(body)).exp;
  } catch {
    return 0;
  }
}
