'use client';

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';
import type { ViewedFile } from '../../../action/domain/approval.ts';
import type { TreePath } from '../../../action/domain/candidate-patch-set.ts';
import { pathKey } from '../changes/path-words.ts';

type Viewed = ViewedFile['state'];

/** What this reader had before them, in this tab: it goes along with an approval. */
interface ReviewProgress {
  readonly paths: readonly TreePath[];
  /** By `pathKey`. */
  readonly states: ReadonlyMap<string, Viewed>;
  /** Digest that this browser computed over the bytes it displayed; undefined until it did. */
  readonly displayed: string | undefined;
  mark(path: TreePath, state: Viewed): void;
  display(sha256: string): void;
}

const Context = createContext<ReviewProgress | undefined>(undefined);

interface ReviewProviderProps {
  /** Of the patch that is put to decision: progress is about these bytes and no others. */
  readonly patchSha256: string | undefined;
  readonly paths: readonly TreePath[];
  readonly children: ReactNode;
}

export function ReviewProvider({ patchSha256, paths, children }: ReviewProviderProps) {
  const storageKey = `review-${patchSha256 ?? 'none'}`;
  const [states, setStates] = useState<ReadonlyMap<string, Viewed>>(new Map());
  const [displayed, display] = useState<string>();

  // A reload in the same tab keeps what was opened before it; another tab begins anew.
  useEffect(() => {
    setStates(remembered(storageKey));
    display(undefined);
  }, [storageKey]);

  const mark = useCallback(
    (path: TreePath, state: Viewed) =>
      setStates((before) => {
        const key = pathKey(path);
        if (before.get(key) === 'opened' || before.get(key) === state) return before;
        const after = new Map(before).set(key, state);
        sessionStorage.setItem(storageKey, JSON.stringify([...after]));
        return after;
      }),
    [storageKey],
  );
  const value = useMemo(
    () => ({ paths, states, displayed, mark, display }),
    [paths, states, displayed, mark],
  );
  return <Context value={value}>{children}</Context>;
}

export function useReview(): ReviewProgress {
  const review = useContext(Context);
  if (!review) throw new Error('there is no run around this component');
  return review;
}

function remembered(storageKey: string): Map<string, Viewed> {
  const states = new Map<string, Viewed>();
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? '[]');
    for (const entry of Array.isArray(kept) ? kept : []) {
      if (!Array.isArray(entry)) continue;
      const [key, state]: unknown[] = entry;
      if (typeof key === 'string' && (state === 'opened' || state === 'marked-unviewed'))
        states.set(key, state);
    }
  } catch {
    // Not ours: the reader opens the files again.
  }
  return states;
}
