'use client';

import { type ReactNode, useActionState } from 'react';

/** As a server action answers. */
export type Answered =
  | { readonly status: 'done' }
  | { readonly status: 'refused'; readonly because: string };

interface ChangeFormProps {
  readonly action: (before: Answered | undefined, form: FormData) => Promise<Answered>;
  readonly send: string;
  readonly danger?: boolean;
  readonly children?: ReactNode;
  /** Why this person can not, for a person; the form is shown and closed. */
  readonly closed?: string | undefined;
}

/** One change of the workspace: a form that works before any script does, and says what became of it. */
export function ChangeForm({ action, send, danger = false, children, closed }: ChangeFormProps) {
  const [answered, submit, busy] = useActionState(action, undefined);
  return (
    <form action={submit} className="row">
      {children}
      <button
        type="submit"
        className={`button ${danger ? 'danger' : ''}`}
        disabled={busy || closed !== undefined}
        title={closed}
      >
        {send}
      </button>
      <span role="status" className={answered?.status === 'refused' ? 'tone-bad' : 'soft'}>
        {answered?.status === 'refused'
          ? `Not changed: ${answered.because}.`
          : answered
            ? 'Done.'
            : (closed ?? '')}
      </span>
    </form>
  );
}
