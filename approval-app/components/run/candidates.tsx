import type { TrustReport } from '../../../action/domain/trust-report.ts';
import { count, dollars } from '../text/count-words.ts';
import { Digest } from '../text/digest.tsx';
import { Untrusted } from '../text/untrusted.tsx';
import { policyWords } from './state-words.ts';

/** Where several agents worked side by side: a person decides about one only by seeing the others. */
export function Candidates({ report }: { readonly report: TrustReport | undefined }) {
  const all = report?.candidates ?? [];
  if (all.length < 2) return null;
  return (
    <details className="fold">
      <summary>
        {count(all.length, 'agent')} worked on this side by side; you decide about the first
      </summary>
      <div className="scroll-x">
        <table className="grid-table rows-on-phone">
          <thead>
            <tr>
              <th scope="col">Place</th>
              <th scope="col">Patch</th>
              <th scope="col">Checks</th>
              <th scope="col">Policy</th>
              <th scope="col">Cost</th>
              <th scope="col">Why it stands there</th>
            </tr>
          </thead>
          <tbody>
            {all.map((each) => (
              <tr key={each.number}>
                <td data-label="Place">
                  {each.rank}, agent {each.number}
                </td>
                <td data-label="Patch">
                  {each.patchSha256 ? <Digest value={each.patchSha256} of="patch" /> : 'none'}
                  {each.stats ? (
                    <span className="delta nowrap">
                      {' '}
                      <span className="plus">+{each.stats.additions}</span>{' '}
                      <span className="minus">−{each.stats.deletions}</span>
                    </span>
                  ) : null}
                </td>
                <td data-label="Checks">
                  {each.required.passed}/{each.required.all} required,{' '}
                  {count(each.newFailures, 'new failure')}, {each.fixed} fixed
                </td>
                <td data-label="Policy">{policyWords[each.policyOutcome]}</td>
                <td data-label="Cost">{dollars(each.costUsd)}</td>
                <td data-label="Why">
                  <Untrusted text={each.stopped ?? each.because} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
