import type { TrustReport } from '../../../action/domain/trust-report.ts';
import { count } from '../text/count-words.ts';
import { lasted } from '../text/time-words.ts';
import { Untrusted } from '../text/untrusted.tsx';
import { Outcome } from './outcome.tsx';

/** Each check of the plan, on each tree: what ran, and how it ended. */
export function CommandsView({
  verification,
}: {
  readonly verification: TrustReport['verification'];
}) {
  const { results, guessed, sources } = verification;
  return (
    <section className="sheet">
      <div className="sheet-head">
        <h2>Checks</h2>
        <span className="soft">
          {guessed ? 'guessed from the base' : 'read from the base'}, fixed before anything ran
          {sources.length > 0 ? (
            <>
              :{' '}
              <code>
                <Untrusted text={sources.join(', ')} />
              </code>
            </>
          ) : null}
        </span>
      </div>
      {results.length === 0 ? (
        <p className="sheet-body soft">
          No check ran: the plan has none, or the run stopped before.
        </p>
      ) : (
        <div className="scroll-x">
          <table className="grid-table rows-on-phone">
            <thead>
              <tr>
                <th scope="col">Check</th>
                <th scope="col">On</th>
                <th scope="col">Result</th>
                <th scope="col">Exit code</th>
                <th scope="col">Took</th>
              </tr>
            </thead>
            <tbody>
              {results.map((result) => (
                <tr key={`${result.requirementKey} ${result.phase}`}>
                  <td>{result.requirementKey}</td>
                  <td data-label="On">{result.phase}</td>
                  <td data-label="Result">
                    <Outcome outcome={result.status} />
                    {result.runs && result.runs > 1 ? `, ${count(result.runs, 'run')}` : ''}
                    {result.truncated ? ' (cut short)' : ''}
                    {result.reason ? (
                      <p className="soft">
                        <Untrusted text={result.reason} />
                      </p>
                    ) : null}
                  </td>
                  <td data-label="Exit code">{result.exitCode ?? 'none'}</td>
                  <td data-label="Took">{lasted(result.durationMs)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
