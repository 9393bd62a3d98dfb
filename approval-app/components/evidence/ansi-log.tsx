import Anser from 'anser';
import { Untrusted } from '../text/untrusted.tsx';

/**
 * A log with its colours and nothing else of a terminal: cursor movements, titles, links,
 * clipboard writes and overwriting by carriage return are shown as the characters that they are.
 */
export function AnsiLog({ text }: { readonly text: string }) {
  let position = 0;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable
    <pre className="log" tabIndex={0}>
      {piecesOf(text).map(({ content, classes }) => {
        position += content.length + 1;
        return (
          <span key={position} className={classes}>
            <Untrusted text={content} />
          </span>
        );
      })}
    </pre>
  );
}

interface Piece {
  readonly content: string;
  readonly classes: string | undefined;
}

/** `ESC [ numbers m`: the one kind of sequence that only colours. */
const colours = new RegExp(`(${String.fromCodePoint(0x1b)}\\[[0-9;]{0,40}m)`);

export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let codes = '';
  for (const part of text.replace(/\r\n/g, '\n').split(colours)) {
    if (part === '') continue;
    if (colours.test(part)) codes = /\[0?m$/.test(part) ? '' : (codes + part).slice(-200);
    else pieces.push({ content: part, classes: classesOf(codes) });
  }
  return pieces;
}

function classesOf(codes: string): string | undefined {
  if (codes === '') return undefined;
  const [piece] = Anser.ansiToJson(`${codes}x`, { use_classes: true, remove_empty: true });
  if (!piece) return undefined;
  const colour = /^ansi-(?:bright-)?([a-z]+)$/.exec(piece.fg ?? '')?.[1];
  const decorations = piece.decorations.filter((each) => each === 'bold' || each === 'underline');
  return [...(colour ? [colour] : []), ...decorations].map((each) => `ansi-${each}`).join(' ');
}
