const summaryLength = 500;
const payloadLength = 16_384;
const textLength = 4_000;
const itemCount = 50;
const depthLimit = 6;
/** Controls, bidirectional overrides and other invisible formatting, line separators. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** One printable line of at most 500 characters out of whatever an agent wrote. */
export function summaryOf(text: string): string {
  // Cut before cleaning: the text may be megabytes, and cleaning never makes it longer.
  const line = text
    .slice(0, 4 * summaryLength)
    .toWellFormed()
    .replace(unprintable, ' ')
    .trim();
  return cut(line, summaryLength);
}

/** Compact JSON of at most 16,384 characters; long strings and lists are cut inside. */
export function payloadOf(value: Readonly<Record<string, unknown>>): string {
  const json = JSON.stringify(trimmed(value, 0));
  if (json.length <= payloadLength) return json;
  return JSON.stringify({ truncated: true, head: cut(json, payloadLength / 4) });
}

function trimmed(value: unknown, depth: number): unknown {
  // A megabyte of output is cut first: what goes away needs no repair.
  if (typeof value === 'string')
    return cut(value.slice(0, textLength + 1).toWellFormed(), textLength);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === depthLimit) return '…';
  if (Array.isArray(value)) {
    return value.slice(0, itemCount).map((item) => trimmed(item, depth + 1));
  }
  const members = Object.entries(value).slice(0, itemCount);
  return Object.fromEntries(
    members.map(([key, member]) => [cut(key.toWellFormed(), 200), trimmed(member, depth + 1)]),
  );
}

/** Cutting may halve a surrogate pair; what is left must still be well-formed text. */
function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).toWellFormed()}…`;
}
