'use client';

import Link from 'next/link';
import { useSelectedLayoutSegment } from 'next/navigation';

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
  return (
    <nav className="tabs" aria-label="About this run">
      {tabs.map(({ segment, words, count }) => (
        <Link
          key={segment}
          href={`/runs/${runId}${segment ? `/${segment}` : ''}`}
          prefetch={false}
          scroll={false}
          aria-current={segment === at ? 'page' : undefined}
        >
          {words}{' '}
          {count === undefined ? null : <span className="count">{count.toLocaleString('en')}</span>}
        </Link>
      ))}
    </nav>
  );
}
