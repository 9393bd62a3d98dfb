/** An HTML block that is open, by the line that opened it. */
export interface HtmlBlock {
  /** What ends it, in lower case; undefined: a blank line. */
  readonly end: string | undefined;
  /** Nothing else can end it; a list's end would, and a paragraph may go on instead. */
  readonly certain: boolean;
}

/** The kinds of HTML block that GitHub's Markdown knows, by how they begin and end. */
export function openHtml(line: string, inList: boolean): HtmlBlock | undefined {
  const start = /^ {0,3}(<.*)$/.exec(line)?.[1]?.toLowerCase();
  if (start === undefined) return undefined;
  if (start.startsWith('<!--')) return { end: '-->', certain: !inList };
  const raw = /^<(pre|script|style|textarea)(?:[\s>]|$)/.exec(start)?.[1];
  if (raw) return { end: `</${raw}>`, certain: false };
  if (start.startsWith('<![cdata[')) return { end: ']]>', certain: false };
  if (start.startsWith('<?')) return { end: '?>', certain: false };
  if (/^<![a-z]/.test(start)) return { end: '>', certain: false };
  return /^<\/?[a-z]/.test(start) ? { end: undefined, certain: false } : undefined;
}

const opener = /<(?:!--|(pre|script|style|textarea)(?![a-z0-9-])|!\[cdata\[|\?|![a-z])/g;

/**
 * Follows what is open within an HTML block that a blank line ends. Two readers look at it: one
 * for whom the block is a paragraph, which a comment or `<pre>` interrupts, and the browser, for
 * whom the block's end does not end them. To both it is still open behind the blank line.
 */
export interface InnerHtml {
  take(line: string): void;
  isOpen(): boolean;
}

export function createInnerHtml(): InnerHtml {
  let end: string | undefined;
  /** One within another: which of them counts differs between readers. */
  let tangled = false;

  return {
    take: (line) => {
      const text = line.toLowerCase();
      let from = 0;
      while (from <= text.length) {
        opener.lastIndex = from;
        const found = opener.exec(text);
        if (end === undefined) {
          if (!found) return;
          end = endOf(found[0], found[1]);
          from = opener.lastIndex;
          continue;
        }
        const at = text.indexOf(end, from);
        tangled ||= found !== null && (at < 0 || found.index < at);
        if (at < 0) return;
        from = at + end.length;
        end = undefined;
      }
    },
    isOpen: () => tangled || end !== undefined,
  };
}

function endOf(token: string, raw: string | undefined): string {
  if (raw) return `</${raw}>`;
  if (token === '<!--') return '-->';
  if (token === '<?') return '?>';
  return token === '<![cdata[' ? ']]>' : '>';
}
