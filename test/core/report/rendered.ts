import { marked, type Token } from 'marked';

/** Everything that nobody can see, or that moves what can be seen; line feed and tab are fine. */
export const unseen =
  /[\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?![\n\t])\p{Cc}/u;

/**
 * What a renderer makes of Markdown, without what stands in code: one line per token, with the
 * text of those that hold some. Whatever is in code is shown as it is and does nothing.
 */
export function outsideOfCode(markdown: string): string[] {
  const seen: string[] = [];
  marked.walkTokens(marked.lexer(markdown, { gfm: true }), (token: Token) => {
    const isCode = token.type === 'code' || token.type === 'codespan';
    const isLeaf = !isCode && !('tokens' in token) && token.type !== 'list';
    seen.push(isLeaf ? `${token.type}: ${token.raw}` : token.type);
  });
  return seen;
}

/** The text of all code, as it is shown. */
export function insideOfCode(markdown: string): string[] {
  const shown: string[] = [];
  marked.walkTokens(marked.lexer(markdown, { gfm: true }), (token: Token) => {
    if ((token.type === 'code' || token.type === 'codespan') && typeof token.text === 'string')
      shown.push(token.text);
  });
  return shown;
}

/** The tags of a page, attributes included, in order. */
export function tagsOf(html: string): string[] {
  return html.match(/<[^>]*>/g) ?? [];
}
