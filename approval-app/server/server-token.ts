import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { exportJWK, SignJWT } from 'jose';
import { serverIssuer } from '../convex/issuers.ts';

const tokenSeconds = 120;
/** A token is used until this much of its time is left. */
const marginMs = 30_000;

export interface ServerIdentity {
  /** PEM of a P-256 private key, PKCS#8. Its public half is `PATCHPLANE_SERVER_JWKS` of the ledger. */
  readonly privateKey: string;
  /** The deployment's audience, as GitHub's tokens name it too. */
  readonly audience: string;
}

/**
 * The server's own identity toward the ledger, for what no person does: receipts, metering,
 * retention. Tokens live for two minutes and are signed here; no secret of the ledger's is kept.
 */
export function createServerToken({ privateKey, audience }: ServerIdentity): () => Promise<string> {
  const key = createPrivateKey(privateKey);
  let current: { readonly token: Promise<string>; readonly until: number } | undefined;
  return async () => {
    const now = Date.now();
    if (!current || now >= current.until) {
      const token = sign(key, audience, Math.floor(now / 1_000));
      current = { token, until: now + tokenSeconds * 1_000 - marginMs };
    }
    return await current.token;
  };
}

/** What `PATCHPLANE_SERVER_JWKS` is set to: the public half as a key set in a `data:` address. */
export async function serverKeySet(privateKey: string): Promise<string> {
  const key = createPublicKey(createPrivateKey(privateKey));
  const jwk = { ...(await exportJWK(key)), kid: keyId(key), alg: 'ES256', use: 'sig' };
  const text = JSON.stringify({ keys: [jwk] });
  return `data:application/json;base64,${Buffer.from(text).toString('base64')}`;
}

async function sign(key: KeyObject, audience: string, now: number): Promise<string> {
  return await new SignJWT({})
    .setProtectedHeader({ alg: 'ES256', kid: keyId(createPublicKey(key)), typ: 'JWT' })
    .setIssuer(serverIssuer)
    .setSubject('approval-app')
    .setAudience(audience)
    .setIssuedAt(now)
    .setExpirationTime(now + tokenSeconds)
    .sign(key);
}

function keyId(publicKey: KeyObject): string {
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('hex').slice(0, 16);
}
