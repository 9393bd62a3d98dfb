/** Whether code, a tag or an HTML comment that began on an earlier line of a paragraph is still open. */
export interface SpanTracker {
  take(line: string): void;
  isOpen(): boolean;
  endParagraph(): void;
}

export function createSpanTracker(): SpanTracker {
  /** How many backticks close the code that is open; 0: none is. */
  let backticks = 0;
  /** Open in a way that only the end of the paragraph ends for certain. */
  let stuck = false;

  return {
    take: (line) => {
      for (const { 0: token, index } of line.matchAll(/\\`+|`+|<(?=[A-Za-z/!?])[^>]*>?/g)) {
        if (token.startsWith('`')) {
          if (backticks === 0) backticks = token.length;
          else if (backticks === token.length) backticks = 0;
        } else {
          // Whether a backslash counts depends on what came before it, so it is not weighed up.
          stuck ||= token.startsWith('\\') || isOpenTag(token, line.slice(index));
        }
      }
    },
    isOpen: () => stuck || backticks !== 0,
    endParagraph: () => {
      backticks = 0;
      stuck = false;
    },
  };
}

function isOpenTag(token: string, rest: string): boolean {
  if (token.includes('`')) return true;
  return token.startsWith('<!--') ? !rest.includes('-->') : !token.endsWith('>');
}
