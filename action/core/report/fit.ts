/** Bytes of UTF-8: what GitHub counts, whatever it calls them. */
export function sizeOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** A part of a text that is kept or left out as a whole: half a fence would let text out of it. */
export type Block = readonly string[];

const notice =
  '_Truncated here: the rest is longer than GitHub shows. The run bundle has all of it._\n';

/** Puts blocks together as long as they fit; the first one is always there. */
export function withinBytes(blocks: readonly Block[], mostBytes: number): string {
  const [head = [], ...rest] = blocks.filter((block) => block.length > 0).map(textOf);
  const room = mostBytes - sizeOf(notice) - 2;
  let text = String(head);
  let size = sizeOf(text);
  for (const block of rest) {
    size += sizeOf(block) + 1;
    if (size > room) return `${text}\n${notice}`;
    text = `${text}\n${block}`;
  }
  return text;
}

function textOf(block: Block): string {
  return `${block.join('\n').trimEnd()}\n`;
}
