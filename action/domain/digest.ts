import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from './canonical-json.ts';
import type { Sha256 } from './ids.ts';

/** SHA-256 of bytes, or of a text's UTF-8. Runs alike in Node, in Convex and in a browser. */
export function sha256Hex(content: Uint8Array | string): Sha256 {
  return bytesToHex(sha256(typeof content === 'string' ? utf8ToBytes(content) : content));
}

/** SHA-256 of a value's canonical JSON: the digest that people approve and chains link. */
export function digestOf(value: unknown): Sha256 {
  return sha256Hex(canonicalJson(value));
}
