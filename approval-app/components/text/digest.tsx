'use client';

import { useState } from 'react';

interface DigestProps {
  readonly value: string;
  /** What it is a digest of, for people who do not see where it stands. */
  readonly of: string;
  readonly whole?: boolean;
}

/** A digest, short; a click copies all of it. */
export function Digest({ value, of, whole = false }: DigestProps) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(value).catch(() => undefined);
    setCopied(true);
    setTimeout(() => setCopied(false), 1_500);
  };
  return (
    <button type="button" className="digest" title={`${value} (copy)`} onClick={() => void copy()}>
      <span className="visually-hidden">copy the digest of the {of}: </span>
      {copied ? 'copied' : whole ? value : `${value.slice(0, 12)}…`}
    </button>
  );
}
