'use client';

import { useId, useState } from 'react';

interface ImageCompareProps {
  readonly before: string;
  readonly after: string;
  readonly name: string;
}

/** The share that is shown as before, in the order in which the sides lie. */
const sides = [
  { words: '◀ before', at: 100 },
  { words: 'half', at: 50 },
  { words: 'after ▶', at: 0 },
] as const;

/** Two pictures over each other; a slider says how much of which one sees. */
export function ImageCompare({ before, after, name }: ImageCompareProps) {
  const [share, setShare] = useState(50);
  const slider = useId();
  return (
    <figure className="compare-figure">
      <div className="compare">
        <img src={before} alt={`${name}, before`} loading="lazy" />
        <img
          src={after}
          alt={`${name}, after`}
          loading="lazy"
          style={{ clipPath: `inset(0 0 0 ${share}%)` }}
        />
        <span
          className="compare-edge"
          aria-hidden="true"
          style={{ insetInlineStart: `${share}%` }}
        />
        <input
          id={slider}
          type="range"
          min={0}
          max={100}
          value={share}
          aria-label={`How much of ${name} is shown as it was before`}
          onChange={(event) => setShare(event.currentTarget.valueAsNumber)}
        />
      </div>
      <figcaption className="compare-sides">
        {sides.map(({ words, at }) => (
          <button
            key={words}
            type="button"
            className="button small quiet"
            aria-pressed={share === at}
            onClick={() => setShare(at)}
          >
            {words}
          </button>
        ))}
      </figcaption>
    </figure>
  );
}
