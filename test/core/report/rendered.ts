import { marked, type Token } from 'marked';

/** Everything that nobody can see, or that moves what can be seen; line feed and tab are fine. */
export const unseen =
  /[\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?![\n\t])\p{Cc}/u;

/**
 * What a renderer makes of Markdown, without what stands in code: one line per token, with the
 * text of those that hold some. Whatever is in code is shown as it is and does nothing.
 */
export function outsideOfCode(markdown: string): string[] {
  return tokensOf(markdown).map((token) => {
    const isLeaf = !isCode(token) && !('tokens' in token) && token.type !== 'list';
    return isLeaf ? `${token.type}: ${token.raw}` : token.type;
  });
}

/** The text of all code, as it is shown. */
export function insideOfCode(markdown: string): string[] {
  return tokensOf(markdown).flatMap((token) =>
    isCode(token) ? [String(Reflect.get(token, 'text'))] : [],
  );
}

function tokensOf(markdown: string): Token[] {
  const tokens: Token[] = [];
  void marked.walkTokens(marked.lexer(markdown, { gfm: true }), (token: Token) => {
    tokens.push(token);
  });
  return tokens;
}

function isCode({ type }: Token): boolean {
  return type === 'code' || type === 'codespan';
}

/** The tags of a page, attributes included, in order. */
export function tagsOf(html: string): string[] {
  return html.match(/<[^>]*>/g) ?? [];
}
