'use client';

import { useActionState } from 'react';
import type { Started } from '../../contract/decision.ts';

interface PromptFormProps {
  readonly action: (before: Started | undefined, form: FormData) => Promise<Started>;
  readonly repositories: readonly { readonly id: string; readonly name: string }[];
  /** Why this person can not start a run; the form is shown and closed. */
  readonly closed: string | undefined;
}

/** A task for an agent. It starts as a job on GitHub, and appears in the inbox once that job speaks. */
export function PromptForm({ action, repositories, closed }: PromptFormProps) {
  const [started, submit, busy] = useActionState(action, undefined);
  return (
    <form action={submit} className="sheet">
      <div className="sheet-body stack">
        <label className="field">
          <span>Repository</span>
          <select className="input" name="repositoryId" required>
            {repositories.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>What should be done?</span>
          <textarea
            className="input"
            name="prompt"
            rows={8}
            required
            maxLength={8_000}
            placeholder="One task. What is wrong, where, and how one would see that it is right."
          />
        </label>
        <p className="soft">
          Whoever asks does not approve what comes of it. Do not put secrets here: the agent reads
          every word.
        </p>
        {started ? <Outcome started={started} /> : null}
        {closed ? <p className="tone-wait">▲ You can not start a run: {closed}.</p> : null}
        <div className="dialog-actions">
          <button
            type="submit"
            className="button primary"
            disabled={busy || closed !== undefined || repositories.length === 0}
          >
            {busy ? 'Starting…' : 'Start the run'}
          </button>
        </div>
      </div>
    </form>
  );
}

function Outcome({ started }: { readonly started: Started }) {
  if (started.status === 'failed')
    return (
      <p className="note bad" role="alert">
        It was not started: {started.because}.
      </p>
    );
  return (
    <p className="note good" role="status">
      It was started, and appears in the inbox once its job speaks.{' '}
      {started.url ? (
        <a href={started.url} rel="noreferrer">
          Its job on GitHub
        </a>
      ) : null}
    </p>
  );
}
