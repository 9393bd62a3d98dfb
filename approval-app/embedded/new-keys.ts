import { generateKeyPairSync, type KeyObject } from 'node:crypto';

/** Keys of one local start; they are written down nowhere. */

/** The server's toward the ledger: P-256, PKCS#8 PEM. */
export function newServerKey(): string {
  return pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
}

/** The app's under decisions: Ed25519, PKCS#8 PEM. */
export function newSigningKey(): string {
  return pem(generateKeyPairSync('ed25519').privateKey);
}

function pem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
