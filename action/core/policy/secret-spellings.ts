/** Shorter values are words; taking them out would take ordinary text out. */
const shortestSecret = 6;

/** What a program may print in place of a secret's own bytes. */
export function spellingsOf(value: string): readonly Uint8Array[] {
  return [...new Set(textsOf(value))].map((text) =>
    Uint8Array.from(text, (byte) => byte.charCodeAt(0)),
  );
}

/** One character per byte. */
function textsOf(value: string): readonly string[] {
  if (value.length < shortestSecret) return [];
  const bytes = new TextEncoder().encode(value);
  const raw = String.fromCharCode(...bytes);
  const json = jsonEscaped(raw);
  const uri = encodeURIComponent(value.toWellFormed());
  const each = (write: (byte: string) => string) => Array.from(bytes, (byte) => write(hexOf(byte)));
  const base64 = base64At(raw);
  return [
    raw,
    [...raw].reverse().join(''),
    json,
    jsonEscaped(json),
    json.replaceAll('/', '\\/'),
    uri,
    uri.replace(/%../g, (written) => written.toLowerCase()),
    ...cases(each((hex) => `%${hex}`).join('')),
    ...cases(each((hex) => hex).join('')),
    ...cases(each((hex) => `\\u00${hex}`).join('')),
    ...cases(each((hex) => `\\x${hex}`).join('')),
    ...cases(each((hex) => `\\\\u00${hex}`).join('')),
    each((hex) => `&#${Number.parseInt(hex, 16)};`).join(''),
    ...cases(each((hex) => `&#x${hex};`).join('')),
    [...raw].join('\0'),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
    ...base64At(btoa(raw)),
  ];
}

/** The three texts that base64 can turn these bytes into, less what the neighbours change. */
function base64At(raw: string): readonly string[] {
  return [0, 1, 2].map((offset) => {
    const encoded = btoa('\0'.repeat(offset) + raw);
    const first = Math.ceil((offset * 8) / 6);
    const last = Math.floor(((offset + raw.length) * 8) / 6);
    return encoded.slice(first, last);
  });
}

function jsonEscaped(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

function cases(text: string): readonly string[] {
  return [text, text.toLowerCase(), text.toUpperCase()];
}

function hexOf(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
