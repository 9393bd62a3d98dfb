import type { ReactNode } from 'react';

interface EmptyProps {
  readonly title: string;
  readonly sign?: string;
  /** Why there is nothing, and what one does about it. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** A place where something will be, or where nothing is to be expected. */
export function Empty({ title, sign = '◌', children, action }: EmptyProps) {
  return (
    <section className="sheet empty">
      <span className="sign" aria-hidden="true">
        {sign}
      </span>
      <h2>{title}</h2>
      {children ? <p className="soft">{children}</p> : null}
      {action}
    </section>
  );
}
