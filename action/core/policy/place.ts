import { displayPath } from '../../domain/display-path.ts';
import type { PolicyFacts } from './facts.ts';

/** Where a rule bites; `detail` is one safe sentence. */
export interface Place {
  readonly path?: string;
  /** Of the new file. */
  readonly line?: number;
  readonly detail?: string;
}

/** An empty list: the rule is content. */
export type Check = (facts: PolicyFacts) => readonly Place[];

/** Somebody else's text as part of a sentence: one line, nothing unseen, not endless. */
export function plainText(text: string): string {
  const line = text === '' ? '' : displayPath(text);
  return line.length > 200 ? `${line.slice(0, 200).toWellFormed()}...` : line;
}
