'use client';

import Link from 'next/link';
import { useSelectedLayoutSegment } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { LinkWait } from '../frame/wait-line.tsx';

export interface Tab {
  /** Path below the run; empty for the first. */
  readonly segment: string;
  readonly words: string;
  readonly count?: number | undefined;
}

/** Links, not widgets: each is an address that can be sent to somebody. */
export function RunTabs({
  runId,
  tabs,
}: {
  readonly runId: string;
  readonly tabs: readonly Tab[];
}) {
  const at = useSelectedLayoutSegment() ?? '';
  const tabsAt = useRef<HTMLElement>(null);
  // Where not all of them fit, the one that is open is among those that show.
  useEffect(() => {
    const [bar, tab] = [tabsAt.current, tabsAt.current?.querySelector(`[data-tab="${at}"]`)];
    if (bar && tab instanceof HTMLElement) bar.scrollLeft = tab.offsetLeft - bar.offsetLeft - 24;
  }, [at]);
  return (
    <nav className="tabs" ref={tabsAt} aria-label="About this run">
      {tabs.map(({ segment, words, count }) => (
        <Link
          key={segment}
          data-tab={segment}
          href={`/runs/${runId}${segment ? `/${segment}` : ''}`}
          prefetch={false}
          scroll={false}
          aria-current={segment === at ? 'page' : undefined}
        >
          {words} {count ? <span className="count">{count.toLocaleString('en')}</span> : null}
          <LinkWait />
        </Link>
      ))}
    </nav>
  );
}
