import { segmentsOf, unseenEscape } from '../../../action/domain/unseen-characters.ts';

/** Somebody else's text, as text. What a reader would not see is written out and marked. */
export function Untrusted({ text }: { readonly text: string }) {
  let position = 0;
  return [...segmentsOf(text)].map((segment) => {
    position += segment.text.length;
    return segment.unseen ? (
      <span className="unseen" key={position} title="a character that is not seen">
        {unseenEscape(segment.text.codePointAt(0) ?? 0)}
      </span>
    ) : (
      <span key={position}>{segment.text}</span>
    );
  });
}
