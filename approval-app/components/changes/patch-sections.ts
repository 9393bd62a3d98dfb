import type { RawTreeChange, TreePath } from '../../../action/domain/candidate-patch-set.ts';
import { countUnseen, showUnseen, unseenEscape } from '../../../action/domain/unseen-characters.ts';
import { pathWords } from './path-words.ts';

/** A changed file with the part of the patch that is about it. */
export interface FileChange {
  readonly path: TreePath;
  readonly change: RawTreeChange;
  /** The patch's own text about this file. */
  readonly text: string;
  /** The same with every unseen character written out; what is drawn. */
  readonly shown: string;
  readonly unseen: number;
  readonly additions: number;
  readonly deletions: number;
  readonly binary: boolean;
}

export type Sections =
  | { readonly status: 'whole'; readonly files: readonly FileChange[] }
  /** The patch and the list of changes do not tell the same story: nothing of it is approved. */
  | { readonly status: 'torn'; readonly because: string };

/**
 * Cuts a git patch into its files. A line that starts with `diff --git` is a header wherever it
 * stands: lines of content start with a blank, `+`, `-` or `\`, and lines of binary data have no
 * blank in them. The list of changes comes from the trees, not from the patch, and has to fit.
 */
export function cutPatch(patch: string, changes: readonly RawTreeChange[]): Sections {
  const parts = patch === '' ? [] : patch.split(/^(?=diff --git )/m);
  // A file that becomes a link (or back) is two parts in a patch: one goes, one comes.
  const expected = changes.reduce((sum, { status }) => sum + (status === 'T' ? 2 : 1), 0);
  if (parts.length !== expected || parts.some((part) => !part.startsWith('diff --git ')))
    return {
      status: 'torn',
      because: `the patch has ${parts.length} parts, the trees differ in ${changes.length} files`,
    };
  let at = 0;
  const files = changes.map((change) => {
    const length = change.status === 'T' ? 2 : 1;
    const text = parts.slice(at, at + length).join('');
    at += length;
    return fileChange(change, text);
  });
  const strange = files.find(({ path, text }) => !names(text, path));
  if (strange)
    return { status: 'torn', because: `the part of ${pathWords(strange.path)} names another file` };
  return { status: 'whole', files };
}

function fileChange(change: RawTreeChange, text: string): FileChange {
  const lines = contentLines(text);
  return {
    path: change.path,
    change,
    text,
    shown: showUnseen(text, (code) => `⟦${unseenEscape(code)}⟧`, { oddSpaces: true }),
    unseen: countUnseen(text, { oddSpaces: true }),
    additions: lines.filter((line) => line.startsWith('+')).length,
    deletions: lines.filter((line) => line.startsWith('-')).length,
    binary: /^(GIT binary patch|Binary files )/m.test(headOf(text)),
  };
}

/** What stands before the first hunk. */
function headOf(text: string): string {
  const hunk = text.indexOf('\n@@ ');
  return hunk < 0 ? text : text.slice(0, hunk + 1);
}

function contentLines(text: string): string[] {
  return text.slice(headOf(text).length).split('\n');
}

/** Whether the header is about this path; git quotes a path with bytes that are not plain. */
function names(text: string, path: TreePath): boolean {
  if (typeof path !== 'string') return true;
  const header = text.slice(0, text.indexOf('\n'));
  if (header.startsWith('diff --git "')) return true;
  return header === `diff --git a/${path} b/${path}`;
}
