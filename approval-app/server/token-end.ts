import { z } from 'zod';

const Expiry = z.looseObject({ exp: z.number() });

/** When a token ends, in milliseconds since the epoch. Reads, verifies nothing. */
export function tokenEnd(token: string): number {
  const body = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
  return Expiry.parse(JSON.parse(body)).exp * 1_000;
}
