'use client';

import Link from 'next/link';
import { useRef } from 'react';
import { useShortcuts } from '../live/use-shortcuts.ts';
import { type InboxAddress, inboxHref } from './inbox-address.ts';
import { SavedViews } from './saved-views.tsx';

interface InboxToolsProps {
  readonly at: InboxAddress;
  readonly repositories: readonly { readonly id: string; readonly name: string }[];
}

/** Search and filter: a form with an address, so that it works before any script does. */
export function InboxTools({ at, repositories }: InboxToolsProps) {
  const search = useRef<HTMLInputElement>(null);
  useShortcuts({ '/': () => search.current?.focus() });
  const filtered = at.search !== undefined || at.repositoryId !== undefined;
  return (
    <div className="stack tight">
      <search>
        <form className="inbox-tools" action="/">
          <input type="hidden" name="lane" value={at.lane ?? 'all'} />
          <label className="visually-hidden" htmlFor="inbox-search">
            Search runs
          </label>
          <input
            id="inbox-search"
            ref={search}
            className="input"
            type="search"
            name="q"
            defaultValue={at.search}
            placeholder="Search title, repository, person, number or run"
            maxLength={200}
          />
          <label className="visually-hidden" htmlFor="inbox-repository">
            Repository
          </label>
          <select
            id="inbox-repository"
            className="input"
            name="repository"
            defaultValue={at.repositoryId ?? ''}
            onChange={(event) => event.currentTarget.form?.requestSubmit()}
          >
            <option value="">Every repository</option>
            {repositories.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
          <button className="button" type="submit">
            Search
          </button>
        </form>
      </search>
      <SavedViews here={inboxHref({ ...at, cursor: undefined })} worthSaving={filtered}>
        {filtered ? (
          <Link
            href={inboxHref({
              ...at,
              search: undefined,
              repositoryId: undefined,
              cursor: undefined,
            })}
            prefetch={false}
          >
            Clear the filter
          </Link>
        ) : null}
      </SavedViews>
    </div>
  );
}
