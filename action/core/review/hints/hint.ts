import type { ChangedFile } from '../plan/changed-file.ts';

export const hintCodes = [
  'DUPLICATE_ADDED_CODE',
  'DEPENDENCY_ADDED',
  'RISKY_IMPORT_ADDED',
  'MISSING_TEST_COUNTERPART',
] as const;

/**
 * Something that a deterministic look at the diff found. It points the model somewhere and is
 * neither a finding nor a gate; `evidence` goes into prompts and into no artifact.
 */
export interface Hint {
  readonly code: (typeof hintCodes)[number];
  readonly file: string;
  /** Of the new file; undefined where it is about the file as a whole. */
  readonly line?: number | undefined;
  readonly evidence: string;
}

export interface AddedLine {
  readonly number: number;
  /** Without its mark. */
  readonly text: string;
}

/** The lines that a file gains, by their numbers in the new file. */
export function addedLines({ hunks }: Pick<ChangedFile, 'hunks'>): readonly AddedLine[] {
  const added: AddedLine[] = [];
  for (const { newStart, lines } of hunks) {
    let number = newStart;
    for (const line of lines) {
      if (line[0] === '+') added.push({ number, text: line.slice(1) });
      if (line[0] === '+' || line[0] === ' ') number += 1;
    }
  }
  return added;
}
