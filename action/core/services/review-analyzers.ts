/** What a local look at a changed file says; no code of the repository runs for it. */
export interface Diagnostic {
  readonly path: string;
  /** Of the new file, from 1. */
  readonly line: number;
  /** One line. May quote the file: untrusted text. */
  readonly message: string;
}

export interface ReviewAnalyzers {
  /** Which of them read this kind of file: their names, empty where none does. */
  matching(path: string): readonly string[];
  /** Problems of one file's contents; empty where there are none. */
  analyze(path: string, content: Uint8Array): readonly Diagnostic[];
}
