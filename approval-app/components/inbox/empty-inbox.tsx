import Link from 'next/link';
import type { Lane } from '../../contract/inbox.ts';
import { Empty } from '../frame/empty.tsx';
import type { InboxAddress } from './inbox-address.ts';

const titles: Record<Lane, string> = {
  'needs-decision': 'Nothing waits for a decision',
  running: 'Nothing is running',
  ended: 'Nothing has ended yet',
};

/** Why there is nothing here, and what one does to have something. */
export function EmptyInbox({
  at,
  killed,
}: {
  readonly at: InboxAddress;
  readonly killed: boolean;
}) {
  if (at.search !== undefined || at.repositoryId !== undefined)
    return <Empty title="Nothing was found">Try fewer words, or another lane.</Empty>;
  const title = at.lane ? titles[at.lane] : 'There is no run yet';
  if (killed) return <Empty title={title}>Nothing starts until the kill switch is lifted.</Empty>;
  return (
    <Empty
      title={title}
      sign="✓"
      action={
        <Link className="button" href="/new" prefetch={false}>
          Start a run
        </Link>
      }
    >
      Runs appear when somebody labels an issue, comments /patchplane, or starts one here.
    </Empty>
  );
}
