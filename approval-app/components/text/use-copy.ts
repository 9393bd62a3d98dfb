'use client';

import { useState } from 'react';

const toldMs = 1_500;

/** Copies a text, and says for a moment whether that worked. */
export function useCopy(text: string): {
  readonly told: 'copied' | 'not copied' | undefined;
  readonly copy: () => void;
} {
  const [told, setTold] = useState<'copied' | 'not copied'>();
  const copy = () =>
    void navigator.clipboard
      .writeText(text)
      .then(
        () => setTold('copied'),
        () => setTold('not copied'),
      )
      .finally(() => setTimeout(() => setTold(undefined), toldMs));
  return { told, copy };
}
