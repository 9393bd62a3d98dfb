import type { RunView } from '../../contract/run-view.ts';
import { Untrusted } from '../text/untrusted.tsx';
import { NextAttempt } from './next-attempt.tsx';
import { stopWords } from './stop-words.ts';

/** What stopped a run, and the cheapest way on. */
export function StopNote({ view }: { readonly view: RunView }) {
  const stop = stopWords(view);
  const mayGoOn = view.viewer.mayStart && !view.killed && view.run.state !== 'refused';
  if (!stop) return null;
  return (
    <section className="note bad stack" aria-label="Why it stopped">
      <dl className="facts-list">
        <dt>Stopped at</dt>
        <dd>{stop.stoppedAt}</dd>
        <dt>Because</dt>
        <dd>
          <Untrusted text={stop.because} />
        </dd>
        <dt>Do this</dt>
        <dd>
          {stop.doThis}
          {view.viewer.mayStart ? '' : ' (somebody whose role carries run:start can)'}
        </dd>
      </dl>
      {mayGoOn ? <NextAttempt runId={view.run.id} /> : null}
    </section>
  );
}
