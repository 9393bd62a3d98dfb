import { html } from 'hono/html';
import { type Html, nothing } from './layout.ts';

/**
 * What a reader would not see, or would see elsewhere than it stands: control, format and
 * bidirectional characters, odd spaces, fillers, variation selectors, private and unassigned
 * code points. Tab and line feed are as they should be.
 */
const ghosts =
  /[^\P{C}\t\n]|[\p{Zl}\p{Zp}]|[^\P{Zs} ]|[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffd]|[\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}]/u;
const everyGhost = new RegExp(`(${ghosts.source})`, 'u');

export function holdsGhosts(text: string): boolean {
  return ghosts.test(text);
}

/** The text with every ghost written out as its code point, in a mark of its own. */
export function visible(text: string): Html {
  if (!holdsGhosts(text)) return html`${text}`;
  return html`${text.split(everyGhost).map((part, at) => (at % 2 === 1 ? mark(part) : part))}`;
}

function mark(ghost: string): Html {
  const codePoint = ghost.codePointAt(0);
  if (codePoint === undefined) return nothing;
  const name = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
  return html`<mark class="ghost" title="a character that can not be seen">${name}</mark>`;
}
