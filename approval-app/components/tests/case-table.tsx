import { Untrusted } from '../text/untrusted.tsx';
import type { Comparison } from './compare-cases.ts';
import { Outcome } from './outcome.tsx';

const changeWords: Record<Comparison['change'], string> = {
  'new-failure': '▼ new failure',
  disappeared: '▼ disappeared',
  'newly-skipped': '▼ newly skipped',
  'still-failing': '■ still failing',
  fixed: '▲ fixed',
  added: '+ new',
  same: '',
};

/** Cases of base and candidate beside each other. */
export function CaseTable({ cases }: { readonly cases: readonly Comparison[] }) {
  return (
    <div className="scroll-x">
      <table className="grid-table rows-on-phone">
        <thead>
          <tr>
            <th scope="col">Test</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
            <th scope="col">Change</th>
          </tr>
        </thead>
        <tbody>
          {cases.map(({ id, name, before, after, change, flaky }) => (
            <tr key={id}>
              <td>
                <Untrusted text={name} />
              </td>
              <td data-label="Before">
                <Outcome outcome={before ?? 'not there'} />
              </td>
              <td data-label="After">
                <Outcome outcome={after ?? 'not there'} />
              </td>
              <td data-label="Change" className="nowrap">
                {changeWords[change]}
                {flaky ? <span className="tone-wait"> ≈ flaky</span> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
