'use client';

import { lazy, Suspense } from 'react';
import { count } from '../text/count-words.ts';
import { Path } from '../text/path.tsx';
import type { FileChange } from './patch-sections.ts';
import { pathWords } from './path-words.ts';

const DiffPane = lazy(async () => ({ default: (await import('./diff-pane.tsx')).DiffPane }));

export type DiffStyle = 'unified' | 'split';

interface FileViewProps {
  readonly file: FileChange;
  readonly style: DiffStyle;
  readonly onStyle: (style: DiffStyle) => void;
  /** As plain text only: what the first paint shows, and a server draws. */
  readonly plain: boolean;
}

const statusWords = { A: 'added', D: 'deleted', M: 'modified', T: 'changed in kind' } as const;
const modeWords: Record<string, string> = {
  '100644': 'file',
  '100755': 'executable file',
  '120000': 'link',
  '160000': 'submodule',
  '000000': 'nothing',
};

export function FileView({ file, style, onStyle, plain }: FileViewProps) {
  const coloured = !plain && file.text.includes('\n@@ ');
  return (
    <>
      <div className="file-head">
        <h2 className="path">
          <Path path={pathWords(file.path)} />
        </h2>
        <span className="chip">{statusWords[file.change.status]}</span>
        <span className="fill" />
        <StyleSwitch style={style} onStyle={onStyle} />
      </div>
      <Notes file={file} />
      <div className="file-body" data-testid="diff">
        {coloured ? (
          <Suspense fallback={<pre className="raw-patch">{file.shown}</pre>}>
            <DiffPane text={file.shown} style={style} />
          </Suspense>
        ) : (
          <pre className="raw-patch">{file.shown}</pre>
        )}
      </div>
    </>
  );
}

function Notes({ file: { change, unseen, binary, text } }: { readonly file: FileChange }) {
  const notes: string[] = [];
  if (change.oldMode !== change.newMode)
    notes.push(
      `${modeWords[change.oldMode] ?? change.oldMode} (${change.oldMode}) → ${modeWords[change.newMode] ?? change.newMode} (${change.newMode})`,
    );
  if (unseen > 0)
    notes.push(`${count(unseen, 'character')} that nobody would see, written out as ⟦\\u{…}⟧`);
  if (binary) notes.push('binary: shown as git stores it, since no text of it can be read');
  if (text.includes('\n\\ No newline at end of file'))
    notes.push('no newline at the end of the file');
  if (notes.length === 0) return null;
  return (
    <ul className="file-notes">
      {notes.map((note) => (
        <li key={note}>
          <span className="tone-wait" aria-hidden="true">
            ▲
          </span>{' '}
          {note}
        </li>
      ))}
    </ul>
  );
}

function StyleSwitch({ style, onStyle }: Pick<FileViewProps, 'style' | 'onStyle'>) {
  return (
    <fieldset className="segments" aria-label="How changes are laid out">
      {(['unified', 'split'] as const).map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={style === each}
          onClick={() => onStyle(each)}
        >
          {each}
        </button>
      ))}
    </fieldset>
  );
}
