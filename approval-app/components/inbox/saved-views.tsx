'use client';

import Link from 'next/link';
import { type FormEvent, useEffect, useState } from 'react';

interface View {
  readonly name: string;
  readonly href: string;
}

const storageKey = 'inbox-views';

/** Searches that somebody comes back to, under names of their own, kept in this browser. */
export function SavedViews({ here }: { readonly here: string }) {
  const [views, setViews] = useState<readonly View[]>([]);
  const [naming, setNaming] = useState(false);
  useEffect(() => setViews(remembered()), []);
  const keep = (next: readonly View[]) => {
    setViews(next);
    localStorage.setItem(storageKey, JSON.stringify(next));
  };
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name') ?? '').trim();
    if (name) keep([...views.filter((view) => view.name !== name), { name, href: here }]);
    setNaming(false);
  };
  return (
    <>
      {views.map(({ name, href }) => (
        <span className="chip" key={name}>
          <Link href={href} prefetch={false}>
            {name}
          </Link>
          <button
            type="button"
            className="digest"
            aria-label={`Forget the view ${name}`}
            onClick={() => keep(views.filter((view) => view.name !== name))}
          >
            ✕
          </button>
        </span>
      ))}
      {naming ? (
        <form className="row" onSubmit={save}>
          <label className="visually-hidden" htmlFor="view-name">
            Name of this view
          </label>
          {/* biome-ignore lint/a11y/noAutofocus: whoever asked for this field wants to type into it */}
          <input id="view-name" className="input" name="name" maxLength={40} autoFocus />
          <button className="button small" type="submit">
            Save
          </button>
        </form>
      ) : (
        <button type="button" className="button small quiet" onClick={() => setNaming(true)}>
          + Save this view
        </button>
      )}
    </>
  );
}

function remembered(): View[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isView) : [];
  } catch {
    return [];
  }
}

/** Only addresses of the inbox itself: what is stored in a browser is not trusted either. */
function isView(value: unknown): value is View {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('href' in value))
    return false;
  return (
    typeof value.name === 'string' && typeof value.href === 'string' && value.href.startsWith('/?')
  );
}
