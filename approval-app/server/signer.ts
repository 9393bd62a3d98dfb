import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import {
  type DsseEnvelope,
  keyIdOf,
  type PinnedKeys,
  payloadType,
  preAuthEncoding,
} from '../../action/domain/dsse-envelope.ts';

export interface Signer {
  /** One DSSE envelope over these bytes. The same bytes give the same envelope, always. */
  sign(payload: Uint8Array): DsseEnvelope;
  /** As envelopes and pinned keys name it: sha256 of the public key, in hex. */
  readonly keyId: string;
  /** What a repository pins on its default branch to believe this key. */
  readonly pinned: PinnedKeys;
}

/** The app's Ed25519 key: PKCS#8 PEM, newlines may be written as `\n`. Throws for any other key. */
export function createSigner(privateKey: string): Signer {
  const key = createPrivateKey(privateKey.replaceAll('\\n', '\n'));
  if (key.asymmetricKeyType !== 'ed25519')
    throw new TypeError('the key that signs decisions has to be an Ed25519 key');
  // The last 32 bytes of its SubjectPublicKeyInfo are the key itself (RFC 8410).
  const raw = createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(-32);
  const keyid = keyIdOf(raw);
  return {
    keyId: keyid,
    pinned: {
      schemaVersion: 1,
      keys: [{ algorithm: 'ed25519', publicKey: raw.toString('base64') }],
    },
    sign: (payload) => ({
      payloadType,
      payload: Buffer.from(payload).toString('base64'),
      signatures: [{ keyid, sig: sign(null, preAuthEncoding(payload), key).toString('base64') }],
    }),
  };
}
