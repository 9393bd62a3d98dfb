import Link from 'next/link';
import type { RunView } from '../../contract/run-view.ts';
import { standingOf } from './state-words.ts';

const mostShown = 8;

/** The attempts of one request, each a link; only where there is more than one. */
export function Attempts({ view: { run, attempts } }: { readonly view: RunView }) {
  if (attempts.length < 2) return null;
  return (
    <nav className="attempts" aria-label="Attempts of this request">
      <span className="soft">
        attempt {run.attemptNumber} of {attempts.length}
      </span>
      {attempts.slice(-mostShown).map(({ runId, attempt, state }) => (
        <Link
          key={runId}
          href={`/runs/${runId}`}
          prefetch={false}
          aria-current={runId === run.id ? 'page' : undefined}
          title={standingOf(state).words}
        >
          <span aria-hidden="true">{standingOf(state).sign}</span> {attempt}
          <span className="visually-hidden">, {standingOf(state).words}</span>
        </Link>
      ))}
    </nav>
  );
}
