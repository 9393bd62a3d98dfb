'use client';

import { useId, useState } from 'react';

interface ImageCompareProps {
  readonly before: string;
  readonly after: string;
  readonly name: string;
}

/** Two pictures over each other; a slider says how much of which one sees. */
export function ImageCompare({ before, after, name }: ImageCompareProps) {
  const [share, setShare] = useState(50);
  const slider = useId();
  return (
    <figure className="stack">
      <div className="compare">
        <img src={before} alt={`${name}, before`} loading="lazy" />
        <img
          src={after}
          alt={`${name}, after`}
          loading="lazy"
          style={{ clipPath: `inset(0 0 0 ${share}%)` }}
        />
      </div>
      <figcaption className="row">
        <label htmlFor={slider}>before | after</label>
        <input
          id={slider}
          type="range"
          min={0}
          max={100}
          value={share}
          onChange={(event) => setShare(event.currentTarget.valueAsNumber)}
        />
      </figcaption>
    </figure>
  );
}
