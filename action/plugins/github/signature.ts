import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether GitHub signed these bytes with the secret (`X-Hub-Signature-256`). The comparison
 * takes equally long wherever the two differ. Without a secret nothing is ever valid.
 */
export function isSigned(
  secret: string | undefined,
  rawBody: Uint8Array,
  signature: string,
): boolean {
  if (!secret || !/^sha256=[0-9a-f]{64}$/.test(signature)) return false;
  const expected = createHmac('sha256', secret).update(rawBody).digest();
  return timingSafeEqual(expected, Buffer.from(signature.slice('sha256='.length), 'hex'));
}
