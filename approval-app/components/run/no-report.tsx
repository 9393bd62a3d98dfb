import type { RunView } from '../../contract/run-view.ts';
import { Empty } from '../frame/empty.tsx';

/** Where the trust report would be read: it is not there yet, or it is not what the ledger holds. */
export function NoReport({ view }: { readonly view: RunView }) {
  const known = view.artifacts.some(({ kind }) => kind === 'trust-report');
  if (!known)
    return (
      <Empty title="Not known yet">
        The report of this run is written once everything was tested and judged.
      </Empty>
    );
  return (
    <p className="note bad">
      <strong>The trust report can not be read</strong>, or is not about what the ledger holds. What
      it would say is not known; the ledger's own facts are on the other tabs.
    </p>
  );
}
