import { Untrusted } from '../text/untrusted.tsx';
import type { Comparison } from './compare-cases.ts';
import { Outcome } from './outcome.tsx';

const changeWords: Record<Comparison['change'], readonly [tone: string, words: string]> = {
  'new-failure': ['bad', '▼ new failure'],
  disappeared: ['bad', '▼ disappeared'],
  'newly-skipped': ['bad', '▼ newly skipped'],
  'still-failing': ['calm', '■ still failing'],
  fixed: ['good', '▲ fixed'],
  added: ['calm', '+ new'],
  same: ['calm', ''],
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
                <Change change={change} />
                {flaky ? <span className="tone-wait"> ≈ flaky</span> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Change({ change }: Pick<Comparison, 'change'>) {
  const [tone, words] = changeWords[change];
  return <span className={`tone-${tone}`}>{words}</span>;
}
