'use client';

import { type FormEvent, useState } from 'react';
import type { RunState } from '../../../action/domain/run-state.ts';
import type { RunView } from '../../contract/run-view.ts';
import { sayWhy } from '../text/say-why.ts';

/** As `controllable` of the domain has it, without the schemas that come along there. */
const controllable: readonly RunState[] = ['received', 'provisioning', 'running'];

type Kind = 'steer' | 'follow-up' | 'abort';

const done: Record<Kind, string> = {
  steer: 'The agent is told at its next step.',
  'follow-up': 'The agent is told once it is done with what it does.',
  abort: 'The agent is being stopped. The run ends without a patch.',
};

/** While the agent works: say something to it, or stop it. */
export function RunControls({ view }: { readonly view: RunView }) {
  const [told, setTold] = useState('');
  const [key, setKey] = useState(newKey);
  if (!controllable.includes(view.run.state) || !view.viewer.mayInterrupt) return null;

  const send = async (kind: Kind, text: string | undefined) => {
    setTold('Sending…');
    const answer = await tell(view.run.id, { kind, key, ...(text ? { text } : {}) });
    setTold(answer ?? done[kind]);
    if (answer === undefined) setKey(newKey());
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const kind: Kind = data.get('kind') === 'follow-up' ? 'follow-up' : 'steer';
    void send(kind, String(data.get('text') ?? '')).then(() => form.reset());
  };
  return (
    <section className="decision-bar" aria-label="Control of the agent">
      <form onSubmit={submit}>
        <div className="row">
          <label className="visually-hidden" htmlFor="say">
            What the agent should know
          </label>
          <input
            id="say"
            className="input grow"
            name="text"
            required
            maxLength={8_000}
            placeholder="Tell the agent something"
          />
          <label className="visually-hidden" htmlFor="say-when">
            When
          </label>
          <select id="say-when" className="input fit" name="kind">
            <option value="steer">now</option>
            <option value="follow-up">when it is done</option>
          </select>
          <button type="submit" className="button">
            Send
          </button>
          <button
            type="button"
            className="button danger"
            onClick={() =>
              confirm('Stop the agent? This run ends.') && void send('abort', undefined)
            }
          >
            Stop the agent
          </button>
          <span role="status" className="soft">
            {told}
          </span>
        </div>
      </form>
    </section>
  );
}

/** Undefined where it was taken, else why not. */
async function tell(
  runId: string,
  body: { readonly kind: Kind; readonly key: string; readonly text?: string },
): Promise<string | undefined> {
  try {
    const answer = await fetch(`/api/runs/${runId}/control`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return answer.ok ? undefined : `It was not sent: ${await sayWhy(answer)}.`;
  } catch {
    return 'It was not sent: the server can not be reached.';
  }
}

/** One for each thing that is said: sent twice, it is one request. */
function newKey(): string {
  return crypto.randomUUID();
}
