import { z } from 'zod';
import { sha256Hex } from './digest.ts';
import type { Sha256 } from './ids.ts';

export const payloadType = 'application/vnd.in-toto+json';

/** DSSE 1.0 (secure-systems-lab/dsse): bytes with signatures over their type and themselves. */
export const DsseEnvelope = z.strictObject({
  payloadType: z.literal(payloadType),
  payload: z.base64().max(200_000),
  signatures: z
    .array(z.strictObject({ keyid: z.string().min(1).max(200), sig: z.base64().max(2_000) }))
    .min(1)
    .max(10),
});
export type DsseEnvelope = z.infer<typeof DsseEnvelope>;

/** `.github/patchplane-keys.json` of the default branch: whose signatures a repository believes. */
export const PinnedKeys = z.strictObject({
  schemaVersion: z.literal(1),
  keys: z
    .array(
      z.strictObject({
        algorithm: z.literal('ed25519'),
        /** The 32 bytes of the public key. */
        publicKey: z.base64().length(44),
        /** For people. */
        comment: z.string().max(200).optional(),
      }),
    )
    .min(1)
    .max(20),
});
export type PinnedKeys = z.infer<typeof PinnedKeys>;
export const pinnedKeysPath = '.github/patchplane-keys.json';

/** What is signed: `DSSEv1 <length> <type> <length> <payload>`, lengths in bytes. */
export function preAuthEncoding(payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = `DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} `;
  return concatenated(new TextEncoder().encode(head), payload);
}

/** A key is named by the digest of its bytes: nobody gives two keys one name. */
export function keyIdOf(publicKey: Uint8Array): Sha256 {
  return sha256Hex(publicKey);
}

export type Opened =
  | { readonly kind: 'signed'; readonly keyid: string; readonly payload: Uint8Array }
  | { readonly kind: 'unsigned'; readonly because: string };

/** The payload, where one of the pinned keys signed it. Runs in Node and in browsers. */
export async function openEnvelope(envelope: DsseEnvelope, pinned: PinnedKeys): Promise<Opened> {
  const payload = bytesOf(envelope.payload);
  const signed = preAuthEncoding(payload);
  for (const { publicKey } of pinned.keys) {
    const raw = bytesOf(publicKey);
    const keyid = keyIdOf(raw);
    for (const signature of envelope.signatures) {
      if (signature.keyid !== keyid) continue;
      if (await isSignedBy(raw, bytesOf(signature.sig), signed))
        return { kind: 'signed', keyid, payload };
      return { kind: 'unsigned', because: `the signature of key ${keyid} does not fit` };
    }
  }
  return { kind: 'unsigned', because: 'no key that is pinned on the default branch signed it' };
}

async function isSignedBy(
  raw: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
  message: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, signature, message);
  } catch {
    // A key or a signature that can not even be read verifies nothing.
    return false;
  }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function concatenated(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(left.length + right.length);
  whole.set(left);
  whole.set(right, left.length);
  return whole;
}
