import { findSecrets } from './find-secrets.ts';
import { spellingsOf } from './secret-spellings.ts';
import { oneCharacterPerByte, squeeze } from './squeeze.ts';

/** Bytes are looked at in windows, so that memory stays flat however large the input is. */
const windowSize = 1 << 20;

/** What a window shares with the next one; no spelling of a credential is longer. */
const overlap = 64 * 1024;

interface Range {
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

/**
 * The same bytes without secrets: known values in every spelling that programs give them
 * (base64 at any offset, hex, escapes of URLs and JSON, split over lines), then everything
 * that has the shape of a credential. Bytes without secrets are returned as they are.
 */
export function redact(content: Uint8Array, knownValues: readonly string[]): Uint8Array {
  const spellings = knownValues.flatMap(spellingsOf);
  const ranges: Range[] = [];
  for (let from = 0; from < content.length; from += windowSize) {
    const end = Math.min(content.length, from + windowSize + overlap);
    const bytes = content.subarray(from, end);
    for (const range of [
      ...knownRanges(bytes, spellings),
      ...shapeRanges(oneCharacterPerByte(bytes)),
    ]) {
      ranges.push({ ...range, start: range.start + from, end: range.end + from });
    }
  }
  return ranges.length === 0 ? content : withoutRanges(content, merged(ranges));
}

/** `redact` for a text, by shape only. */
export function redactSecrets(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end, label } of shapeRanges(text)) {
    parts.push(text.slice(from, start), `[redacted:${label}]`);
    from = end;
  }
  return from === 0 ? text : parts.join('') + text.slice(from);
}

/** A guess by entropy is worth a reviewer's look, not a hole in the evidence. */
function shapeRanges(text: string): readonly Range[] {
  return findSecrets(text)
    .filter(({ rule }) => rule !== 'assigned-secret')
    .map(({ rule, start, end }) => ({ start, end, label: rule }));
}

function knownRanges(bytes: Uint8Array, spellings: readonly Uint8Array[]): readonly Range[] {
  if (spellings.length === 0) return [];
  const ranges = rangesIn(bytes, spellings, false);
  return bytes.includes(0x5c) ? [...ranges, ...rangesIn(bytes, spellings, true)] : ranges;
}

function rangesIn(
  bytes: Uint8Array,
  spellings: readonly Uint8Array[],
  written: boolean,
): readonly Range[] {
  const { text, positions } = squeeze(bytes, written);
  const ranges: Range[] = [];
  for (const spelling of spellings) {
    const wanted = squeeze(spelling, written).text;
    if (wanted.length === 0) continue;
    for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
      const start = positions[at] ?? 0;
      const end = (positions[at + wanted.length - 1] ?? bytes.length - 1) + 1;
      ranges.push({ start, end, label: 'known-value' });
    }
  }
  return ranges;
}

function merged(ranges: readonly Range[]): readonly Range[] {
  const ordered = [...ranges].sort((left, right) => left.start - right.start);
  const kept: Range[] = [];
  for (const range of ordered) {
    const last = kept.at(-1);
    if (last && range.start < last.end) {
      kept[kept.length - 1] = { ...last, end: Math.max(last.end, range.end) };
    } else {
      kept.push(range);
    }
  }
  return kept;
}

function withoutRanges(content: Uint8Array, ranges: readonly Range[]): Uint8Array {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  let from = 0;
  for (const { start, end, label } of ranges) {
    parts.push(content.subarray(from, start), encoder.encode(`[redacted:${label}]`));
    from = end;
  }
  parts.push(content.subarray(from));
  return joined(parts);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
