'use client';

import { type FormEvent, useState } from 'react';
import { sayWhy } from '../text/say-why.ts';

/** Starts the next attempt of a run, with what should be different this time. */
export function NextAttempt({ runId }: { readonly runId: string }) {
  const [told, setTold] = useState<{
    readonly tone: 'soft' | 'tone-bad';
    readonly words: string;
  }>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const instruction = String(new FormData(event.currentTarget).get('instruction') ?? '').trim();
    setBusy(true);
    const because = await start(runId, instruction);
    setBusy(false);
    setTold(
      because === undefined
        ? { tone: 'soft', words: 'It was started, and appears in the inbox once its job speaks.' }
        : { tone: 'tone-bad', words: `It was not started: ${because}.` },
    );
  };
  return (
    <form className="row" onSubmit={(event) => void submit(event)}>
      <label className="visually-hidden" htmlFor="next-instruction">
        What should be different
      </label>
      <input
        id="next-instruction"
        className="input grow"
        name="instruction"
        maxLength={8_000}
        placeholder="What should be different? (may stay empty)"
      />
      <button type="submit" className="button" disabled={busy}>
        {busy ? 'Starting…' : 'Start the next attempt'}
      </button>
      <span role="status" className={told?.tone ?? 'soft'}>
        {told?.words}
      </span>
    </form>
  );
}

/** Undefined where it was started, else why not. */
async function start(runId: string, instruction: string): Promise<string | undefined> {
  try {
    const answer = await fetch('/api/reruns', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ runId, instruction }),
    });
    return answer.ok ? undefined : await sayWhy(answer);
  } catch {
    return 'the server can not be reached';
  }
}
