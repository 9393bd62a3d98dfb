import type { ObservedClaim } from '../../../action/domain/observed-claim.ts';
import type { TrustReport } from '../../../action/domain/trust-report.ts';
import { Untrusted } from '../text/untrusted.tsx';

const looks: Record<
  ObservedClaim['observed'],
  readonly [tone: string, sign: string, words: string]
> = {
  confirmed: ['good', '✓', 'observed as well'],
  contradicted: ['bad', '✕', 'contradicted'],
  'not-observed': ['calm', '–', 'nobody looked'],
};

/** What the agent says of its own work, beside what was seen. A claim never makes anything better. */
export function ClaimsView({ report: { agent, tests } }: { readonly report: TrustReport }) {
  if (!agent.finalMessage) return null;
  return (
    <section className="sheet">
      <div className="sheet-head">
        <h2>What the agent says</h2>
        <span className="soft">claims; what is above was observed</span>
      </div>
      {tests.claims.length > 0 ? (
        <ul className="list">
          {tests.claims.map(({ claim, quote, observed, because }) => {
            const [tone, sign, words] = looks[observed];
            return (
              <li key={`${claim} ${quote}`}>
                <span className={`chip ${tone}`}>
                  <span aria-hidden="true">{sign}</span> {words}
                </span>{' '}
                <q>
                  <Untrusted text={quote} />
                </q>
                <p className="soft">
                  <Untrusted text={because} />
                </p>
              </li>
            );
          })}
        </ul>
      ) : null}
      <pre className="sheet-body">
        <Untrusted text={agent.finalMessage} />
      </pre>
    </section>
  );
}
