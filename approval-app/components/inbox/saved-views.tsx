'use client';

import Link from 'next/link';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';

interface View {
  readonly name: string;
  readonly href: string;
}

const storageKey = 'inbox-views';

interface SavedViewsProps {
  /** Address of what is shown now. */
  readonly here: string;
  /** Whether it is more than one of the lanes. */
  readonly worthSaving: boolean;
  readonly children?: ReactNode;
}

/** Searches that somebody comes back to, under names of their own, kept in this browser. */
export function SavedViews({ here, worthSaving, children }: SavedViewsProps) {
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
  const isNew = worthSaving && !views.some(({ href }) => href === here);
  if (views.length === 0 && !worthSaving) return null;
  return (
    <div className="row saved-views">
      {views.map(({ name, href }) => (
        <span className="chip" key={name}>
          <Link href={href} prefetch={false} aria-current={href === here ? 'page' : undefined}>
            {name}
          </Link>
          <button
            type="button"
            className="forget"
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
          <input id="view-name" className="input fit" name="name" maxLength={40} autoFocus />
          <button className="button small" type="submit">
            Save
          </button>
        </form>
      ) : isNew ? (
        <button type="button" className="button small quiet" onClick={() => setNaming(true)}>
          + Save this view
        </button>
      ) : null}
      {children}
    </div>
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
