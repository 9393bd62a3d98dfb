'use client';

import { useEffect, useRef } from 'react';
import { Path } from '../text/path.tsx';
import type { FileChange } from './patch-sections.ts';
import { pathKey, pathWords } from './path-words.ts';
import type { Ranked } from './risk-order.ts';

interface FileListProps {
  readonly ranked: readonly Ranked[];
  readonly states: ReadonlyMap<string, string>;
  readonly current: FileChange | undefined;
  readonly onOpen: (file: FileChange) => void;
}

const signs: Record<string, { readonly sign: string; readonly words: string }> = {
  opened: { sign: '✓', words: 'opened' },
  'marked-unviewed': { sign: '–', words: 'knowingly not opened' },
};

/** The same file, cut anew, is no other place. */
function keyOf(file: FileChange | undefined): string | undefined {
  return file && pathKey(file.path);
}

/** The changed files, gravest first, each with whether it was before the reader's eyes. */
export function FileList({ ranked, states, current, onOpen }: FileListProps) {
  const list = useRef<HTMLUListElement>(null);
  const shown = useRef(current);
  // A page that opens stays at its verdict: only what the reader moves to is brought before them.
  useEffect(() => {
    const moved = keyOf(shown.current) !== keyOf(current);
    shown.current = current;
    if (!moved) return;
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <ul ref={list}>
      {ranked.map(({ file, hints }) => {
        const state = signs[states.get(pathKey(file.path)) ?? ''];
        return (
          <li key={pathKey(file.path)}>
            <button
              type="button"
              aria-current={file === current ? 'true' : undefined}
              onClick={() => onOpen(file)}
            >
              <span className={state ? 'tone-good' : 'tone-wait'} aria-hidden="true">
                {state?.sign ?? '○'}
              </span>
              <span className="path">
                <Path path={pathWords(file.path)} />
                <span className="visually-hidden">, {state?.words ?? 'not opened'}</span>
              </span>
              <span className="delta nowrap">
                <span className="plus">+{file.additions}</span>{' '}
                <span className="minus">−{file.deletions}</span>
              </span>
              {hints.length > 0 ? <span className="hint">{hints.join(' · ')}</span> : null}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
