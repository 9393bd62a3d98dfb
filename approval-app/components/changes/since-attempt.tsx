'use client';

import { lazy, Suspense, useState } from 'react';
import type { CarriedFrom } from '../../../action/domain/carried-from.ts';
import type { RunView } from '../../contract/run-view.ts';
import { answerWords } from '../run/state-words.ts';
import { Digest } from '../text/digest.tsx';
import { Person } from '../text/person.tsx';
import { Untrusted } from '../text/untrusted.tsx';
import { previousAttempt } from './previous-attempt.ts';

const InterDiff = lazy(async () => ({ default: (await import('./inter-diff.tsx')).InterDiff }));

interface SinceAttemptProps {
  readonly view: RunView;
  readonly patchSha256: string;
  readonly carriedFrom: CarriedFrom | null;
}

/**
 * What became of the attempt before: who had said what of it, which digest it had and which this
 * one has, and what differs. An answer about other bytes is never an answer about these.
 */
export function SinceAttempt({ view, patchSha256, carriedFrom }: SinceAttemptProps) {
  const [open, setOpen] = useState(false);
  const before = previousAttempt(view);
  if (!before?.patchSha256) return null;
  const same = before.patchSha256 === patchSha256;
  const approved = before.answers.some(({ answer }) => answer === 'approved');
  return (
    <section
      className={`note stack tight ${approved && !same ? 'wait' : ''}`}
      aria-label="Since the attempt before"
    >
      <p>
        <a href={`/runs/${before.runId}`}>Attempt {before.attempt}</a> (
        {before.answers.map(({ actorId, answer }, index) => (
          <span key={`${actorId} ${answer}`}>
            {index > 0 ? ', ' : ''}
            {answerWords[answer].toLowerCase()} by <Person actorId={actorId} people={view.people} />
          </span>
        ))}
        {before.answers.length === 0 ? 'nobody answered' : ''}) had the patch{' '}
        <Digest value={before.patchSha256} of="patch before" />;{' '}
        {same ? (
          <strong>this is the same patch, byte for byte.</strong>
        ) : (
          <>
            this one is <Digest value={patchSha256} of="patch" />.{' '}
            {approved ? <strong>That approval does not count for it.</strong> : null}
          </>
        )}
      </p>
      {carriedFrom ? <Carried from={carriedFrom} /> : null}
      {same ? null : (
        <button
          type="button"
          className="button small"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Hide' : 'Show'} what differs
        </button>
      )}
      {open ? (
        <Suspense fallback={<div className="wait-bar" />}>
          <InterDiff before={before.runId} after={view.run.id} />
        </Suspense>
      ) : null}
    </section>
  );
}

function Carried({ from }: { readonly from: CarriedFrom }) {
  return (
    <details className="fold">
      <summary>
        Taken over without asking the model again: the base moved, {from.changedOnBaseCount} of its
        paths changed
      </summary>
      <ul className="why">
        {from.changedOnBase.map((path) => (
          <li key={path}>
            <code>
              <Untrusted text={path} />
            </code>
          </li>
        ))}
      </ul>
    </details>
  );
}
