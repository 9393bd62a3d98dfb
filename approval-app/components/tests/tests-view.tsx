import type { TrustReport } from '../../../action/domain/trust-report.ts';
import { count } from '../text/count-words.ts';
import { CaseTable } from './case-table.tsx';
import { ClaimsView } from './claims-view.tsx';
import { CommandsView } from './commands-view.tsx';
import { compareCases } from './compare-cases.ts';
import { OldTestsView } from './old-tests-view.tsx';

const mostRows = 500;

/** What the harness saw on the base and on the candidate, case by case; what the agent claims is beside it. */
export function TestsView({ report }: { readonly report: TrustReport }) {
  const { tests, verification } = report;
  const cases = compareCases(tests);
  const worth = cases.filter(({ change, flaky }) => change !== 'same' || flaky);
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
          <p className="sheet-body soft">
            {cases.length === 0
              ? 'No test case was reported: nothing shows by tests that this does what it says.'
              : 'No test changed its result.'}
          </p>
        ) : (
          <CaseTable cases={worth.slice(0, mostRows)} />
        )}
        {worth.length > mostRows ? (
          <p className="sheet-body soft">
            and {count(worth.length - mostRows, 'more')}; the trust report has all.
          </p>
        ) : null}
        {cases.length > worth.length ? (
          <details className="fold sheet-body">
            <summary>Every case ({cases.length.toLocaleString('en')})</summary>
            <CaseTable cases={cases.slice(0, mostRows * 4)} />
          </details>
        ) : null}
      </section>
      <OldTestsView old={tests.oldTestsOnNewCode} />
      <CommandsView verification={verification} />
      <ClaimsView report={report} />
    </div>
  );
}
