'use client';

import { useState } from 'react';
import { Untrusted } from '../text/untrusted.tsx';
import { ImageCompare } from './image-compare.tsx';
import type { Pictures, Shot } from './picture-pairs.ts';

interface PicturesViewProps {
  readonly pictures: Pictures;
  /** Address of the pictures of a run; digest and `/picture` come behind it. */
  readonly base: string;
}

/** One view, before and after, in light and in dark where both were pictured. */
export function PicturesView({ pictures: { name, shots }, base }: PicturesViewProps) {
  const [at, setAt] = useState(0);
  const shot = shots[at] ?? shots[0];
  return (
    <section className="sheet">
      <div className="sheet-head">
        <h2>
          <Untrusted text={name} />
        </h2>
        <span className="fill" />
        {shots.length > 1 ? (
          <fieldset className="segments" aria-label="Which colours">
            {shots.map(({ scheme }, index) => (
              <button
                key={scheme ?? 'plain'}
                type="button"
                aria-pressed={index === at}
                onClick={() => setAt(index)}
              >
                {scheme ?? 'plain'}
              </button>
            ))}
          </fieldset>
        ) : null}
      </div>
      <div className="sheet-body">
        {shot ? <OneShot shot={shot} name={name} base={base} /> : null}
      </div>
    </section>
  );
}

function OneShot({
  shot: { before, after, scheme },
  name,
  base,
}: {
  readonly shot: Shot;
  readonly name: string;
  readonly base: string;
}) {
  const address = (sha256: string) => `${base}/${sha256}/picture`;
  if (before?.sha256 === after?.sha256)
    return (
      <Alone
        address={address(before?.sha256 ?? '')}
        name={name}
        words="The same before and after, byte for byte."
      />
    );
  if (before && after)
    return (
      <ImageCompare
        key={scheme}
        name={name}
        before={address(before.sha256)}
        after={address(after.sha256)}
      />
    );
  return (
    <Alone
      address={address((after ?? before)?.sha256 ?? '')}
      name={name}
      words={after ? 'Only after: the base has no such picture.' : 'Only before: it is gone.'}
    />
  );
}

function Alone({
  address,
  name,
  words,
}: {
  readonly address: string;
  readonly name: string;
  readonly words: string;
}) {
  return (
    <figure className="compare-figure">
      <div className="compare">
        <img src={address} alt={name} loading="lazy" />
      </div>
      <figcaption className="soft">{words}</figcaption>
    </figure>
  );
}
