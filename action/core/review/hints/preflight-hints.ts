import type { ChangedFile } from '../plan/changed-file.ts';
import { dependencyAdded } from './dependency-added.ts';
import { duplicateCode } from './duplicate-code.ts';
import type { Hint } from './hint.ts';
import { missingTest } from './missing-test.ts';
import { riskyImport } from './risky-import.ts';

/** All hints of a change, the most telling kinds first. */
export function preflightHints(files: readonly ChangedFile[]): readonly Hint[] {
  const texts = files.filter(({ kind }) => kind === 'text');
  return [
    ...riskyImport(texts),
    ...dependencyAdded(texts),
    ...duplicateCode(texts),
    ...missingTest(texts),
  ];
}
