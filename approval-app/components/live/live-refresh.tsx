'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { count } from '../text/count-words.ts';
import { whileVisible } from './while-visible.ts';

interface LiveRefreshProps {
  /** Address of the event stream. */
  readonly source: string;
  /** What this page was drawn from: as long as the stream says the same, nothing happens. */
  readonly drawn: { readonly state: string; readonly events: number };
}

/**
 * Keeps a page true. Where a run stands is drawn anew at once; what only adds to a list is
 * announced, and drawn when the reader asks, so that nothing moves under their eyes.
 */
export function LiveRefresh({ source, drawn }: LiveRefreshProps) {
  const router = useRouter();
  const latest = useRef(drawn);
  latest.current = drawn;
  const [seen, setSeen] = useState(drawn.events);
  const waiting = seen - drawn.events;

  useEffect(() => {
    // A stream begins with how things stand, so what was missed meanwhile is drawn then.
    return whileVisible(() => {
      const stream = new EventSource(source);
      let asked = '';
      stream.addEventListener('message', ({ data }) => {
        const now = parse(data);
        if (!now) return;
        const { state } = latest.current;
        if (now.state !== state && asked !== now.state) {
          asked = now.state;
          router.refresh();
        } else setSeen(now.events);
      });
      // Told no, and not only broken off: nobody is signed in any more, which the page has to show.
      stream.addEventListener('error', () => {
        if (stream.readyState === EventSource.CLOSED) router.refresh();
      });
      return () => stream.close();
    });
  }, [source, router]);

  return (
    <div className="live-bar" aria-live="polite">
      {waiting > 0 ? (
        <button type="button" className="button small fade-in" onClick={() => router.refresh()}>
          {count(waiting, 'new event')}, show
        </button>
      ) : null}
    </div>
  );
}

function parse(data: unknown): LiveRefreshProps['drawn'] | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(data);
    if (typeof value !== 'object' || value === null) return undefined;
    if (!('state' in value) || !('events' in value)) return undefined;
    const { state, events } = value;
    return typeof state === 'string' && typeof events === 'number' ? { state, events } : undefined;
  } catch {
    return undefined;
  }
}
