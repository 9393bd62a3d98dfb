'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ModelUsage, RuntimeEvent } from '../../../action/domain/runtime-event.ts';
import type { RuntimePage } from '../../contract/runtime-page.ts';
import { count, dollars } from '../text/count-words.ts';
import { Untrusted } from '../text/untrusted.tsx';
import { eventWords } from './event-words.ts';
import { pageSize } from './page-size.ts';

const rowHeight = 30;

interface AgentTimelineProps {
  readonly runId: string;
  readonly first: RuntimePage;
}

/** Everything that the agent did. Only what is looked at is fetched and drawn, however long it is. */
export function AgentTimeline({ runId, first }: AgentTimelineProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { eventAt, want } = useEvents(runId, first);
  const rows = useVirtualizer({
    count: first.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const visible = rows.getVirtualItems();
  const [from, to] = [visible[0]?.index, visible.at(-1)?.index];
  useEffect(() => {
    if (from !== undefined && to !== undefined) want(from, to);
  }, [from, to, want]);

  return (
    // Scrolled by keyboard too, so it takes the focus.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable
    <section className="timeline" ref={scroller} tabIndex={0} aria-label="Timeline of the agent">
      <ol style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {visible.map(({ index, start }) => (
          <li
            key={index}
            className="timeline-row"
            aria-setsize={first.total}
            aria-posinset={index + 1}
            style={{ transform: `translateY(${start}px)` }}
          >
            <Row event={eventAt(index)} start={first.events[0]?.occurredAt ?? 0} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Row({
  event,
  start,
}: {
  readonly event: RuntimeEvent | undefined;
  readonly start: number;
}) {
  if (!event) return <span className="soft">…</span>;
  const { tone, sign, words } = eventWords(event);
  return (
    <>
      <span className="soft">{clock(event.occurredAt - start)}</span>
      <span className={`kind tone-${tone} ${event.summary ? '' : 'alone'}`} title={event.type}>
        <span aria-hidden="true">{sign}</span> <span className="words">{words}</span>
      </span>
      <span className="what">{event.summary ? <Untrusted text={event.summary} /> : null}</span>
      {event.usage ? <Price usage={event.usage} /> : null}
    </>
  );
}

function Price({ usage }: { readonly usage: ModelUsage }) {
  return (
    <span className="soft nowrap">
      <span className="wide-only">{count(usage.inputTokens + usage.outputTokens, 'token')} · </span>
      {dollars(usage.costUsd)}
    </span>
  );
}

/** `+0:03.2`, since the first event. */
function clock(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1_000;
  return `+${Math.floor(seconds / 60)}:${(seconds % 60).toFixed(1).padStart(4, '0')}`;
}

/** Pages of events, each fetched once, when somebody looks there. */
function useEvents(runId: string, first: RuntimePage) {
  const [events, setEvents] = useState<ReadonlyMap<number, RuntimeEvent>>(new Map());
  const asked = useRef(new Set([0]));
  const want = useCallback(
    (from: number, to: number) => {
      for (let page = Math.floor(from / pageSize); page <= Math.floor(to / pageSize); page += 1) {
        if (asked.current.has(page)) continue;
        asked.current.add(page);
        fetchPage(runId, page * pageSize).then(
          (found) => setEvents((before) => new Map([...before, ...found])),
          () => asked.current.delete(page),
        );
      }
    },
    [runId],
  );
  const eventAt = (index: number) =>
    index >= first.from && index < first.from + first.events.length
      ? first.events[index - first.from]
      : events.get(index);
  return { eventAt, want };
}

async function fetchPage(runId: string, from: number): Promise<[number, RuntimeEvent][]> {
  const answer = await fetch(`/api/runs/${runId}/events?from=${from}&limit=${pageSize}`);
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  const page: RuntimePage = await answer.json();
  return page.events.map((event, index) => [page.from + index, event]);
}
