/** What can go wrong with the streams of logs. */
export interface StreamFaults {
  /** Every stream that opens from now on behaves so, up to a number of them. */
  breakStreams(how: StreamBreak, times?: number): void;
  /** Cuts every log stream that is open, without a closing handshake. */
  cutStreams(): void;
  /** For the stream that opens now. */
  nextStream(): StreamBreak | undefined;
  onCut(cut: () => void): () => void;
  clear(): void;
}

export type StreamBreak =
  /** Ends as if all was told (1000), or without a word (1006), after so many frames. */
  | { readonly kind: 'early-end'; readonly code: 1000 | 1006; readonly frames: number }
  /** Stays open and tells nothing more: half open. */
  | { readonly kind: 'silence'; readonly frames: number };

export function createStreamFaults(): StreamFaults {
  const cuts = new Set<() => void>();
  let breaking: { how: StreamBreak; left: number } | undefined;

  return {
    breakStreams(how, times = Number.POSITIVE_INFINITY) {
      breaking = { how, left: times };
    },
    cutStreams() {
      for (const cut of cuts) cut();
    },
    nextStream() {
      if (!breaking || breaking.left <= 0) return undefined;
      breaking.left -= 1;
      return breaking.how;
    },
    onCut(cut) {
      cuts.add(cut);
      return () => cuts.delete(cut);
    },
    clear() {
      breaking = undefined;
    },
  };
}
