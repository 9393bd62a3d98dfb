/** What one of a review's comments is: the summary, or what is said at a line. */
export type ReviewMark =
  | { readonly kind: 'summary' }
  | { readonly kind: 'line'; readonly key: string };

/**
 * The first line of a review's comments, which no forge shows. Its alphabet has no ">" but the
 * last, so that nothing in it can end the comment earlier.
 */
const line =
  /^<!-- patchplane:review=((summary)|line:([0-9a-f]{16}))(?: ([A-Za-z0-9_-]{43}))? -->(?:\r?\n|$)/;

/** The part that a signature is over. */
export function markName(mark: ReviewMark): string {
  return mark.kind === 'summary' ? mark.kind : `line:${mark.key}`;
}

export function writeMark(mark: ReviewMark, signature?: string): string {
  const signed = signature === undefined ? '' : ` ${signature}`;
  return `<!-- patchplane:review=${markName(mark)}${signed} -->`;
}

/**
 * What a comment says of itself; undefined where its first line is no mark. Anybody can write
 * one: that a comment is ours takes its author, and a signature where there is a key.
 */
export function readMark(
  body: string,
): { readonly mark: ReviewMark; readonly signature: string | undefined } | undefined {
  const [, , summary, key, signature] = line.exec(body) ?? [];
  if (summary !== undefined) return { mark: { kind: 'summary' }, signature };
  return key === undefined ? undefined : { mark: { kind: 'line', key }, signature };
}
