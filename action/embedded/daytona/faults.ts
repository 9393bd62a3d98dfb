/** What can be made to go wrong, once per call, for those who test their patience. */
export interface Faults {
  /** The next request whose path matches gets this answer instead. */
  answerNext(path: RegExp, answer: FaultAnswer): void;
  takeAnswer(path: string): FaultAnswer | undefined;
  /** Cuts every log stream that is open, without a closing handshake. */
  cutStreams(): void;
  onCut(cut: () => void): () => void;
}

export interface FaultAnswer {
  readonly status: 408 | 429 | 500 | 502 | 503;
  readonly headers?: Readonly<Record<string, string>>;
}

export function createFaults(): Faults {
  const answers: { path: RegExp; answer: FaultAnswer }[] = [];
  const cuts = new Set<() => void>();

  return {
    answerNext: (path, answer) => {
      answers.push({ path, answer });
    },
    takeAnswer(path) {
      const index = answers.findIndex((entry) => entry.path.test(path));
      return index < 0 ? undefined : answers.splice(index, 1)[0]?.answer;
    },
    cutStreams() {
      for (const cut of cuts) cut();
    },
    onCut(cut) {
      cuts.add(cut);
      return () => cuts.delete(cut);
    },
  };
}
