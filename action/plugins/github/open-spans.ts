/** Whether code, a tag, a link or the like that began on an earlier line of a paragraph is still open. */
export interface SpanTracker {
  /** `alone`: the line is, or may be, a block of its own, so that nothing goes on across it. */
  take(line: string, alone: boolean): void;
  isOpen(): boolean;
  endParagraph(): void;
}

export function createSpanTracker(): SpanTracker {
  /** How many backticks close the code that is open; 0: none is. */
  let backticks = 0;
  /** Open in a way that only the end of the paragraph ends for certain. */
  let stuck = false;

  const takeTokens = (line: string): void => {
    for (const { 0: token, index } of line.matchAll(/\\`+|`+|<(?=[A-Za-z/!?])[^>]*>?/g)) {
      if (token.startsWith('`')) {
        if (backticks === 0) backticks = token.length;
        else if (backticks === token.length) backticks = 0;
      } else {
        // Whether a backslash counts depends on what came before it, so it is not weighed up.
        stuck ||= token.startsWith('\\') || isOpenTag(token, line.slice(index));
      }
    }
  };

  return {
    take: (line, alone) => {
      // What is open here is not open in the next block, where its end would begin something.
      stuck ||= alone && backticks !== 0;
      takeTokens(line);
      stuck ||= alone && backticks !== 0;
      stuck ||= leavesLinkOpen(line) || leavesPairOpen(line);
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

/** The text of an image, a link's title and what a label stands for are not shown. */
function leavesLinkOpen(line: string): boolean {
  if (/^[ \t]*\[[^\]]*\]:/.test(line)) return true;
  if (line.lastIndexOf('[') > line.lastIndexOf(']')) return true;
  return line.lastIndexOf('](') > line.lastIndexOf(')') || /^[^[]*\]:/.test(line);
}

/** Mathematics and words struck out. */
function leavesPairOpen(line: string): boolean {
  return line.split('$$').length % 2 === 0 || line.split('~~').length % 2 === 0;
}
