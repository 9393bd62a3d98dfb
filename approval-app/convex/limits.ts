import { getConvexSize, type Value } from 'convex/values';
import { refusal } from './refusal.ts';

/**
 * Our own limits, below the database's (1 MiB a document, arrays of 8,192): metadata that
 * reaches them is a payload in disguise. A GitHub body is at most 65,536 characters.
 */
export const maxDocumentBytes = 900 * 1024;
export const maxStringBytes = 256 * 1024;
export const maxArrayLength = 2_000;
export const maxNesting = 12;

/** Throws `too-large` or `invalid-answer` for a document that must not enter the ledger. */
export function checkLimits(document: Value): void {
  checkValue(document, 'document', 0);
  const size = getConvexSize(document);
  if (size > maxDocumentBytes)
    throw refusal('too-large', `a document of ${size} bytes; at most ${maxDocumentBytes} go in`);
}

function checkValue(value: Value | undefined, path: string, depth: number): void {
  if (depth > maxNesting) throw refusal('too-large', `${path} is nested too deeply`);
  if (typeof value === 'string') checkString(value, path);
  if (value === null || typeof value !== 'object' || value instanceof ArrayBuffer) return;
  if (Array.isArray(value) && value.length > maxArrayLength)
    throw refusal('too-large', `${path} has ${value.length} items; at most ${maxArrayLength}`);
  for (const [name, member] of Object.entries(value))
    checkValue(member, `${path}.${name}`, depth + 1);
}

function checkString(value: string, path: string): void {
  if (!value.isWellFormed()) throw refusal('invalid-answer', `${path} is not well-formed Unicode`);
  // A UTF-16 unit is at most three bytes of UTF-8: most strings need no encoding to be let in.
  if (value.length * 3 <= maxStringBytes) return;
  if (new TextEncoder().encode(value).length > maxStringBytes)
    throw refusal('too-large', `${path} is longer than ${maxStringBytes} bytes`);
}
