import { createHmac, timingSafeEqual } from 'node:crypto';

/** What one of our review's comments is: the summary, or what is said at a line. */
export type ReviewMark =
  | { readonly kind: 'summary' }
  | { readonly kind: 'line'; readonly key: string };

/** Where a mark stands; a signature holds at this place only. */
export interface MarkPlace {
  /** Number of the repository. */
  readonly externalId: string;
  readonly pullNumber: number;
}

/** The first line of a review's comments, which nobody sees; see `marker.ts` for the one of runs. */
const line =
  /^<!-- patchplane:review=(summary|line:([0-9a-f]{16}))(?: ([A-Za-z0-9_-]{43}))? -->(?:\r?\n|$)/;

/** Signed where there is a key: only who holds it can then write one. */
export function encodeMark(mark: ReviewMark, place: MarkPlace, key: string | undefined): string {
  const name = mark.kind === 'summary' ? mark.kind : `line:${mark.key}`;
  const signature = key === undefined ? '' : ` ${sign(name, place, key).toString('base64url')}`;
  return `<!-- patchplane:review=${name}${signature} -->`;
}

/** Undefined where a comment is none of ours by its mark. That it is ours takes its author, too. */
export function decodeMark(
  body: string,
  place: MarkPlace,
  key: string | undefined,
): ReviewMark | undefined {
  const [, name, lineKey, signature = ''] = line.exec(body) ?? [];
  if (name === undefined) return undefined;
  if (key !== undefined) {
    const given = Buffer.from(signature, 'base64url');
    const expected = sign(name, place, key);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  }
  return lineKey === undefined ? { kind: 'summary' } : { kind: 'line', key: lineKey };
}

function sign(name: string, { externalId, pullNumber }: MarkPlace, key: string): Buffer {
  return createHmac('sha256', key)
    .update(`patchplane-review-1\n${externalId}\n${pullNumber}\n${name}`)
    .digest();
}
