import { createHmac, timingSafeEqual } from 'node:crypto';
import { markName, type ReviewMark, readMark, writeMark } from '../../domain/review-mark.ts';

/** Where a mark stands; a signature holds at this place only. */
export interface MarkPlace {
  /** Number of the repository. */
  readonly externalId: string;
  readonly pullNumber: number;
}

/** Signed where there is a key: only who holds it can then write one. */
export function encodeMark(mark: ReviewMark, place: MarkPlace, key: string | undefined): string {
  if (key === undefined) return writeMark(mark);
  return writeMark(mark, sign(mark, place, key).toString('base64url'));
}

/** Undefined where a comment is none of ours by its mark. That it is ours takes its author, too. */
export function decodeMark(
  body: string,
  place: MarkPlace,
  key: string | undefined,
): ReviewMark | undefined {
  const read = readMark(body);
  if (!read || key === undefined) return read?.mark;
  const given = Buffer.from(read.signature ?? '', 'base64url');
  const expected = sign(read.mark, place, key);
  const isOurs = given.length === expected.length && timingSafeEqual(given, expected);
  return isOurs ? read.mark : undefined;
}

function sign(mark: ReviewMark, { externalId, pullNumber }: MarkPlace, key: string): Buffer {
  return createHmac('sha256', key)
    .update(`patchplane-review-1\n${externalId}\n${pullNumber}\n${markName(mark)}`)
    .digest();
}
