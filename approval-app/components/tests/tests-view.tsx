import type { TrustReport } from '../../../action/domain/trust-report.ts';
import { count } from '../text/count-words.ts';
import { lasted } from '../text/time-words.ts';
import { Untrusted } from '../text/untrusted.tsx';
import { type Comparison, compareCases } from './compare-cases.ts';

const mostRows = 500;

/** What the harness saw on the base and on the candidate, case by case; what the agent claims is beside it. */
export function TestsView({ report }: { readonly report: TrustReport }) {
  const { tests, verification, agent } = report;
  const cases = compareCases(tests);
  const worth = cases.filter(({ change }) => change !== 'same');
  return (
    <div className="stack">
      <section className="sheet">
        <div className="sheet-head">
          <h2>Before and after</h2>
          <span className="soft">
            base {tests.baseline.status} → candidate {tests.candidate.status}
          </span>
          <span className="fill" />
          <span className="soft">{count(cases.length, 'case')}</span>
        </div>
        {worth.length === 0 ? (
          <p className="sheet-body soft">No test changed its result.</p>
        ) : (
          <CaseTable cases={worth.slice(0, mostRows)} />
        )}
        {worth.length > mostRows ? (
          <p className="sheet-body soft">
            and {count(worth.length - mostRows, 'more')}; the trust report has all.
          </p>
        ) : null}
      </section>
      <details className="sheet">
        <summary className="sheet-head">Every case ({cases.length})</summary>
        <CaseTable cases={cases.slice(0, mostRows * 4)} />
      </details>
      <section className="sheet">
        <div className="sheet-head">
          <h2>Commands</h2>
          <span className="soft">
            {verification.guessed ? 'guessed from the base' : 'read from the base'}, fixed before
            anything ran
          </span>
        </div>
        <div className="scroll-x">
          <table className="grid-table">
            <thead>
              <tr>
                <th scope="col">Requirement</th>
                <th scope="col">On</th>
                <th scope="col">Result</th>
                <th scope="col">Exit code</th>
                <th scope="col">Took</th>
              </tr>
            </thead>
            <tbody>
              {verification.results.map((result) => (
                <tr key={`${result.requirementKey} ${result.phase}`}>
                  <td>{result.requirementKey}</td>
                  <td>{result.phase}</td>
                  <td>
                    <Outcome outcome={result.status} />
                    {result.truncated ? ' (cut short)' : ''}
                  </td>
                  <td>{result.exitCode ?? 'none'}</td>
                  <td>{lasted(result.durationMs)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      {agent.finalMessage ? (
        <section className="sheet">
          <div className="sheet-head">
            <h2>What the agent says</h2>
            <span className="soft">a claim; the table above is what was observed</span>
          </div>
          <pre className="sheet-body">
            <Untrusted text={agent.finalMessage} />
          </pre>
        </section>
      ) : null}
    </div>
  );
}

const signs: Record<string, readonly [tone: string, sign: string]> = {
  passed: ['good', '✓'],
  failed: ['bad', '✕'],
  error: ['bad', '✕'],
  skipped: ['wait', '–'],
};

function Outcome({ outcome }: { readonly outcome: string }) {
  const [tone, sign] = signs[outcome] ?? ['calm', '·'];
  return (
    <span className="nowrap">
      <span className={`tone-${tone}`} aria-hidden="true">
        {sign}
      </span>{' '}
      {outcome}
    </span>
  );
}

const changeWords: Record<Comparison['change'], string> = {
  'new-failure': '▼ new failure',
  disappeared: '▼ disappeared',
  'newly-skipped': '▼ newly skipped',
  'still-failing': '■ still failing',
  fixed: '▲ fixed',
  added: '+ new',
  same: '',
};

function CaseTable({ cases }: { readonly cases: readonly Comparison[] }) {
  return (
    <div className="scroll-x">
      <table className="grid-table">
        <thead>
          <tr>
            <th scope="col">Test</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
            <th scope="col">Change</th>
          </tr>
        </thead>
        <tbody>
          {cases.map(({ id, name, before, after, change }) => (
            <tr key={id}>
              <td>
                <Untrusted text={name} />
              </td>
              <td>
                <Outcome outcome={before ?? 'not there'} />
              </td>
              <td>
                <Outcome outcome={after ?? 'not there'} />
              </td>
              <td className="nowrap">{changeWords[change]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
