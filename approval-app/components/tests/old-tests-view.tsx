import type { OldTestsRun } from '../../../action/domain/verification.ts';
import { count } from '../text/count-words.ts';
import { Untrusted } from '../text/untrusted.tsx';

/** The tests that the candidate changed, as the base had them, on the new code. */
export function OldTestsView({ old }: { readonly old: OldTestsRun | null }) {
  if (!old) return null;
  const worse = old.newFailures.length + old.disappeared.length;
  return (
    <section className="sheet">
      <div className="sheet-head">
        <h2>Old tests on the new code</h2>
        <span className={`chip ${worse > 0 ? 'wait' : 'good'}`}>
          {worse > 0 ? `▲ ${count(worse, 'promise')} of the base broken` : '✓ they still pass'}
        </span>
      </div>
      <div className="sheet-body stack">
        <p className="soft">
          {count(old.files.length, 'test file')} that this change touches, put back as it was. What
          fails here is either broken, or changed on purpose; only a person can tell.
        </p>
        <ul className="why">
          {old.newFailures.map((id) => (
            <li key={id}>
              <span className="tone-bad">✕ fails</span>
              <span>
                <Untrusted text={id} />
              </span>
            </li>
          ))}
          {old.disappeared.map((id) => (
            <li key={id}>
              <span className="tone-wait">– did not run</span>
              <span>
                <Untrusted text={id} />
              </span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
