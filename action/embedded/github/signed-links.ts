import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const lifetimeMs = 60_000;

/** Links to a file that need no token and last a minute, as GitHub gives them for artifacts. */
export interface SignedLinks {
  /** The query of a link to this path. */
  sign(path: string): string;
  isGood(path: string, query: Readonly<Record<string, string>>): boolean;
}

export function createSignedLinks(now: () => number = Date.now): SignedLinks {
  const key = randomBytes(32);
  const signature = (path: string, expires: string) =>
    createHmac('sha256', key).update(`${path}\n${expires}`).digest('base64url');
  return {
    sign: (path) => {
      const expires = String(now() + lifetimeMs);
      return new URLSearchParams({ se: expires, sig: signature(path, expires) }).toString();
    },
    isGood: (path, { se = '', sig = '' }) => {
      const expected = Buffer.from(signature(path, se));
      const given = Buffer.from(sig);
      const same = expected.length === given.length && timingSafeEqual(expected, given);
      return same && Number(se) > now();
    },
  };
}
