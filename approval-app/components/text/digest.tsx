'use client';

import { useCopy } from './use-copy.ts';

interface DigestProps {
  readonly value: string;
  /** What it is a digest of, for people who do not see where it stands. */
  readonly of: string;
  readonly whole?: boolean;
}

/** A digest, short; a click copies all of it. */
export function Digest({ value, of, whole = false }: DigestProps) {
  const { told, copy } = useCopy(value);
  return (
    <button type="button" className="digest" title={`${value} (copy)`} onClick={copy}>
      <span className="visually-hidden">copy the digest of the {of}: </span>
      {told ?? (whole ? value : `${value.slice(0, 12)}…`)}
    </button>
  );
}
