/**
 * Puts one text together from several tellings of it. Every connection tells the output from
 * its beginning, and may break off anywhere, even inside a character; so only whole lines are
 * handed on, and each only once, by its position.
 */
export interface LineLedger {
  /** A new telling, from the beginning. */
  telling(): (text: string) => void;
  /** Whether the latest telling stopped inside a line. */
  insideLine(): boolean;
  /** The whole text as far as it is known; `complete`: its last line counts without an end. */
  whole(text: string, complete: boolean): void;
}

export function createLineLedger(deliver: (text: string) => void): LineLedger {
  let delivered = 0;
  let insideLine = false;

  /** `text` starts at `position`; what was delivered before is left out. */
  function hand(text: string, position: number): void {
    const fresh = text.slice(Math.max(0, delivered - position));
    if (fresh === '') return;
    delivered += fresh.length;
    deliver(fresh);
  }

  return {
    telling() {
      let unfinished: string[] = [];
      let position = 0;
      insideLine = false;
      return (text) => {
        insideLine = !text.endsWith('\n');
        const end = text.lastIndexOf('\n') + 1;
        if (end === 0) {
          unfinished.push(text);
          return;
        }
        const lines = unfinished.join('') + text.slice(0, end);
        unfinished = [text.slice(end)];
        hand(lines, position);
        position += lines.length;
      };
    },
    insideLine: () => insideLine,
    whole(text, complete) {
      // The other way of telling drops a byte order mark.
      const same = text.replace(/^\uFEFF/, '');
      hand(complete ? same : same.slice(0, same.lastIndexOf('\n') + 1), 0);
    },
  };
}
