import type { Metadata } from 'next';
import Link from 'next/link';
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
      <Lanes at={at} counts={counts} />
      <InboxTools at={at} repositories={repositories} />
      {page.entries.length > 0 ? (
        <RunList entries={page.entries} now={now} />
      ) : (
        <Empty searched={at.search !== undefined || at.repositoryId !== undefined} />
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

function Empty({ searched }: { readonly searched: boolean }) {
  return (
    <section className="sheet empty">
      <span className="sign" aria-hidden="true">
        ✓
      </span>
      <h2>{searched ? 'Nothing was found' : 'Nothing waits for you here'}</h2>
      <p className="soft">
        {searched
          ? 'Try fewer words, or another lane.'
          : 'Runs appear when somebody labels an issue, comments /patchplane, or starts one here.'}
      </p>
      {searched ? null : (
        <Link className="button" href="/new" prefetch={false}>
          Start a run
        </Link>
      )}
    </section>
  );
}
