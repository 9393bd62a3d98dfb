import type { Metadata } from 'next';
import Link from 'next/link';
import { EmptyInbox } from '../../components/inbox/empty-inbox.tsx';
import { inboxHref, readInboxAddress } from '../../components/inbox/inbox-address.ts';
import { InboxTools } from '../../components/inbox/inbox-tools.tsx';
import { Lanes } from '../../components/inbox/lanes.tsx';
import { RunList } from '../../components/inbox/run-list.tsx';
import { LiveRefresh } from '../../components/live/live-refresh.tsx';
import { inboxStamp } from '../../contract/live-stamp.ts';
import { readInbox } from '../../server/next/read-inbox.ts';

export const metadata: Metadata = { title: 'Inbox' };

interface InboxProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function InboxPage({ searchParams }: InboxProps) {
  const at = readInboxAddress(await searchParams);
  const { counts, page, repositories, now } = await readInbox(at);
  return (
    <main className="page" id="main">
      <h1 className="visually-hidden">Inbox</h1>
      {counts.killed ? (
        <p className="note bad">
          <strong>The kill switch is thrown:</strong> nothing starts, nothing is approved or
          published. <Link href="/settings#kill-switch">Who threw it, and why</Link>
        </p>
      ) : null}
      <Lanes at={at} counts={counts} />
      <InboxTools at={at} repositories={repositories} />
      {page.entries.length > 0 ? (
        <RunList entries={page.entries} now={now} />
      ) : (
        <EmptyInbox at={at} killed={counts.killed} />
      )}
      <div className="row">
        <p className="keys">
          <span>
            <kbd>j</kbd> <kbd>k</kbd> move
          </span>
          <span>
            <kbd>enter</kbd> open
          </span>
          <span>
            <kbd>a</kbd> approve
          </span>
          <span>
            <kbd>r</kbd> reject
          </span>
          <span>
            <kbd>/</kbd> search
          </span>
        </p>
        <span className="fill" />
        {page.isDone ? null : (
          <Link
            className="button small"
            href={inboxHref({ ...at, cursor: page.cursor })}
            prefetch={false}
          >
            Older
          </Link>
        )}
      </div>
      <LiveRefresh
        source="/api/live"
        drawn={{ state: inboxStamp(counts, page.changes), events: 0 }}
      />
    </main>
  );
}
