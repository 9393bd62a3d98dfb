import { getConvexSize, type Value } from 'convex/values';
import { refusal } from './refusal.ts';

/**
 * Our own limits, below the database's, so that whoever is refused learns which field it is, why,
 * and what to do instead. The database has 1 MiB a document, 8,192 items an array, 1,024 fields an
 * object, 16 levels, 64 characters a field name, ASCII, none that begins with "$" or "_"
 * (https://docs.convex.dev/production/state/limits). A GitHub body is at most 65,536 characters.
 */
export const maxDocumentBytes = 900 * 1024;
export const maxStringBytes = 256 * 1024;
export const maxArrayLength = 2_000;
export const maxFields = 500;
export const maxNesting = 12;
export const maxFieldNameLength = 64;

const payload = 'Put the payload into the artifact store and keep its digest here.';

/** Throws `too-large` or `invalid-answer` for a document that must not enter this table. */
export function checkLimits(document: Value, table = 'document'): void {
  checkValue(document, table, 0);
  const size = getConvexSize(document);
  if (size > maxDocumentBytes)
    throw refusal(
      'too-large',
      `${table} is a document of ${size} bytes; at most ${maxDocumentBytes} go in. ${payload}`,
    );
}

function checkValue(value: Value | undefined, path: string, depth: number): void {
  if (depth > maxNesting)
    throw refusal(
      'too-large',
      `${path} is nested more than ${maxNesting} levels deep. Send it flat, or as JSON in a string.`,
    );
  if (typeof value === 'string') checkString(value, path);
  if (value === null || typeof value !== 'object' || value instanceof ArrayBuffer) return;
  if (Array.isArray(value)) checkArray(value, path, depth);
  else checkFields(value, path, depth);
}

function checkArray(items: readonly Value[], path: string, depth: number): void {
  if (items.length > maxArrayLength)
    throw refusal(
      'too-large',
      `${path} has ${items.length} items; at most ${maxArrayLength} go in. ${payload}`,
    );
  for (const [at, item] of items.entries()) checkValue(item, `${path}[${at}]`, depth + 1);
}

function checkFields(object: object, path: string, depth: number): void {
  const members = Object.entries(object);
  if (members.length > maxFields)
    throw refusal(
      'too-large',
      `${path} has ${members.length} fields; at most ${maxFields} go in. Make it a list.`,
    );
  for (const [name, member] of members) {
    if (!isFieldName(name))
      throw refusal(
        'invalid-answer',
        `${path} has a field named ${shown(name)}. Name it with at most ${maxFieldNameLength} letters, digits and signs of ASCII, beginning with neither "$" nor "_".`,
      );
    checkValue(member, `${path}.${name}`, depth + 1);
  }
}

function isFieldName(name: string): boolean {
  return name.length <= maxFieldNameLength && /^[!-#%-^`-~][!-~]*$/.test(name);
}

/** Whoever made up the name does not get to write into a log. */
function shown(name: string): string {
  return JSON.stringify(name.slice(0, maxFieldNameLength)).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function checkString(value: string, path: string): void {
  if (!value.isWellFormed())
    throw refusal(
      'invalid-answer',
      `${path} is not well-formed Unicode. Replace its lone surrogates before sending it.`,
    );
  // A UTF-16 unit is at most three bytes of UTF-8: most strings need no encoding to be let in.
  if (value.length * 3 <= maxStringBytes) return;
  const size = new TextEncoder().encode(value).length;
  if (size > maxStringBytes)
    throw refusal(
      'too-large',
      `${path} has ${size} bytes of text; at most ${maxStringBytes} go in. ${payload}`,
    );
}
