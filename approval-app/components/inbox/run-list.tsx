'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import type { InboxEntry } from '../../contract/inbox.ts';
import { LinkWait, WaitLine } from '../frame/wait-line.tsx';
import { useShortcuts } from '../live/use-shortcuts.ts';
import { RunRow } from './run-row.tsx';

interface RunListProps {
  readonly entries: readonly InboxEntry[];
  readonly now: number;
}

/** Runs, worked through by keyboard: j and k move, enter opens, a and r open the answer. */
export function RunList({ entries, now }: RunListProps) {
  const router = useRouter();
  const list = useRef<HTMLUListElement>(null);
  const [at, setAt] = useState(0);
  const current = entries[Math.min(at, entries.length - 1)];
  const [waits, go] = useTransition();
  const open = (hash = '') => current && go(() => router.push(`/runs/${current.runId}${hash}`));
  useShortcuts({
    j: () => setAt(Math.min(entries.length - 1, at + 1)),
    k: () => setAt(Math.max(0, at - 1)),
    ['Enter']: () => open(),
    a: () => open('#approve'),
    r: () => open('#reject'),
  });
  // After a step of the reader, and not each time the list is drawn anew under their eyes.
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return (
    <>
      {waits ? <WaitLine /> : null}
      <ul className="sheet runs" ref={list} aria-label="Runs">
        {entries.map((entry) => (
          <li key={entry.runId}>
            <Link
              href={`/runs/${entry.runId}`}
              prefetch={false}
              className="run-row"
              data-current={entry === current ? '' : undefined}
            >
              <RunRow entry={entry} now={now} />
              <LinkWait />
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
