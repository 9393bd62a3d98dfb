import type { Sent } from './send-decision.ts';

/** What became of an answer, and what to do where it did not count. */
export function DecisionResult({ sent }: { readonly sent: Sent }) {
  switch (sent.status) {
    case 'recorded':
      return (
        <p className="note wait" role="status">
          Your answer is recorded.
          {sent.dispatched.status === 'failed'
            ? ` But the publish job did not start: ${sent.dispatched.because}. Send the same once more.`
            : ''}
          {sent.rerun?.status === 'failed'
            ? ` But the next attempt did not start: ${sent.rerun.because}.`
            : ''}
        </p>
      );
    case 'counted':
      return (
        <p className="note good" role="status">
          Your approval counts: {sent.given} of {sent.required}.
          {sent.missing.length > 0 ? ` Still missing: ${sent.missing.join('; ')}.` : ''}
        </p>
      );
    case 'refused':
      return (
        <div className="note bad" role="alert">
          <p>
            <strong>Your answer was not recorded:</strong> {sent.because}.
          </p>
          {sent.changed && sent.changed.length > 0 ? (
            <ul>
              {sent.changed.map((change) => (
                <li key={change}>since you opened this page: {change}</li>
              ))}
            </ul>
          ) : null}
        </div>
      );
    case 'unknown':
      return (
        <p className="note bad" role="alert">
          It is not known whether your answer was recorded: {sent.because}. Reload the page, look,
          and answer again where it was not.
        </p>
      );
  }
}
