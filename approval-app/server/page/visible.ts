import { html } from 'hono/html';
import { countUnseen, segmentsOf } from '../../../action/domain/unseen-characters.ts';
import { type Html, nothing } from './layout.ts';

/**
 * Source code is read here: odd spaces count, and so does the character that stands for bytes
 * that are no text.
 */
const table = { oddSpaces: true };
const notText = /(\ufffd)/;

export function holdsGhosts(text: string): boolean {
  return notText.test(text) || countUnseen(text, table) > 0;
}

/** The text with every ghost written out as its code point, in a mark of its own. */
export function visible(text: string): Html {
  if (!holdsGhosts(text)) return html`${text}`;
  return html`${[...segmentsOf(text, table)].flatMap((segment) =>
    segment.unseen ? [mark(segment.text)] : splitNotText(segment.text),
  )}`;
}

function splitNotText(text: string): readonly (string | Html)[] {
  return text.split(notText).map((part, at) => (at % 2 === 1 ? mark(part) : part));
}

function mark(ghost: string): Html {
  const codePoint = ghost.codePointAt(0);
  if (codePoint === undefined) return nothing;
  const name = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
  return html`<mark class="ghost" title="a character that can not be seen">${name}</mark>`;
}
