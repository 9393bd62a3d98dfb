'use client';

import { useCopy } from './use-copy.ts';

interface CopyTextProps {
  readonly text: string;
  /** What it is, for people who do not see it. */
  readonly of: string;
}

/** A few lines of ours to take along, with a button that copies them. */
export function CopyText({ text, of }: CopyTextProps) {
  const { told, copy } = useCopy(text);
  return (
    <div className="copy-text">
      <pre>{text}</pre>
      <button type="button" className="button small" onClick={copy}>
        {told ?? 'copy'}
        <span className="visually-hidden"> the {of}</span>
      </button>
    </div>
  );
}
