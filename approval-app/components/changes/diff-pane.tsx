'use client';

import { processFile } from '@pierre/diffs';
import { FileDiff } from '@pierre/diffs/react';
import { useMemo } from 'react';
import { diffLooks } from './diff-looks.ts';

interface DiffPaneProps {
  /** The patch's text about one file, with unseen characters written out. */
  readonly text: string;
  readonly style: 'unified' | 'split';
}

/** One file's change, coloured by its language. Loaded only where changes are looked at. */
export function DiffPane({ text, style }: DiffPaneProps) {
  const files = useMemo(
    () => partsOf(text).map((part) => processFile(part, { isGitDiff: true })),
    [text],
  );
  if (files.some((file) => file === undefined)) return <pre className="raw-patch">{text}</pre>;
  return files.map((file) =>
    file ? (
      <FileDiff
        key={`${file.name} ${file.type}`}
        fileDiff={file}
        disableWorkerPool
        options={{ ...diffLooks, diffStyle: style }}
      />
    ) : null,
  );
}

function partsOf(text: string): string[] {
  return text.split(/^(?=diff --git )/m).filter((part) => part !== '');
}
