import { segmentsOf, unseenEscape } from '../../../action/domain/unseen-characters.ts';

/**
 * Somebody else's text, as text. What a reader would not see is written out and marked, and text
 * that runs from right to left keeps its order to itself.
 */
export function Untrusted({ text }: { readonly text: string }) {
  let position = 0;
  return (
    <bdi>
      {[...segmentsOf(text)].map((segment) => {
        position += segment.text.length;
        return segment.unseen ? (
          <span className="unseen" key={position} title="a character that is not seen">
            {unseenEscape(segment.text.codePointAt(0) ?? 0)}
          </span>
        ) : (
          segment.text
        );
      })}
    </bdi>
  );
}
