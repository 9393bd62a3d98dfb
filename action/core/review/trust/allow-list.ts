import { readBaseUrl } from './base-url.ts';

export type AllowList =
  | { readonly kind: 'allow-list'; readonly urls: readonly string[] }
  /** `problem` is a whole sentence that names the entry by its place, not by what it holds. */
  | { readonly kind: 'malformed'; readonly problem: string };

/** The variable that the allow list stands in. */
export const allowListVariable = 'AI_REVIEW_PROVIDER_ALLOWLIST_BASE_URLS';

/**
 * Base URLs with commas or white space between them. One malformed entry makes the whole list
 * malformed: a list of which a part is skipped would not be the list that somebody wrote. An
 * entry may hold a password by mistake, so none is repeated in the message.
 */
export function readAllowList(text: string): AllowList {
  const urls: string[] = [];
  for (const [at, entry] of text
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .entries()) {
    const read = readBaseUrl(entry);
    if (read.kind === 'malformed')
      return {
        kind: 'malformed',
        problem: `Entry ${at + 1} of ${allowListVariable} ${read.reason}. Give exact http(s) base URLs with commas or white space between them.`,
      };
    if (!urls.includes(read.url)) urls.push(read.url);
  }
  return { kind: 'allow-list', urls };
}
