const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Map([...alphabet].map((letter, value) => [letter, value]));

/** Bytes as padded base64. Pure, because Node 24 has no `Uint8Array.toBase64` and the domain no Buffer. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const letters = Math.min(3, bytes.length - at) + 1;
    for (let letter = 0; letter < 4; letter += 1)
      text += letter < letters ? alphabet.charAt((group >> (18 - 6 * letter)) & 63) : '=';
  }
  return text;
}

/**
 * The bytes of padded base64; undefined for anything that `encodeBase64` would not have
 * written, so that one sequence of bytes has exactly one spelling.
 */
export function decodeBase64(text: string): Uint8Array | undefined {
  const body = text.replace(/={0,2}$/, '');
  const bytes = new Uint8Array(Math.floor((body.length * 3) / 4));
  let pending = 0;
  let bits = 0;
  let at = 0;
  for (const letter of body) {
    const value = values.get(letter);
    if (value === undefined) return undefined;
    pending = ((pending << 6) | value) & 0xfff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = (pending >> bits) & 0xff;
    at += 1;
  }
  return encodeBase64(bytes) === text ? bytes : undefined;
}
