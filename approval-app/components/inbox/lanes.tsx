import Link from 'next/link';
import type { InboxCounts, Lane } from '../../contract/inbox.ts';
import { LinkWait } from '../frame/wait-line.tsx';
import { type InboxAddress, inboxHref } from './inbox-address.ts';

const words: readonly { readonly lane: Lane | undefined; readonly words: string }[] = [
  { lane: 'needs-decision', words: 'Needs approval' },
  { lane: 'running', words: 'Running' },
  { lane: 'ended', words: 'Ended' },
  { lane: undefined, words: 'All' },
];

interface LanesProps {
  readonly at: InboxAddress;
  readonly counts: InboxCounts;
}

export function Lanes({ at, counts }: LanesProps) {
  const counted: Record<Lane, number> = {
    'needs-decision': counts.needsDecision,
    running: counts.running,
    ended: counts.ended,
  };
  return (
    <nav className="lanes" aria-label="Lanes">
      {words.map(({ lane, words: name }) => (
        <Link
          key={name}
          href={inboxHref({ ...at, lane, cursor: undefined })}
          prefetch={false}
          aria-current={at.lane === lane ? 'page' : undefined}
        >
          {name}
          {lane ? (
            <span className="count" data-testid={`count-${lane}`}>
              {counted[lane].toLocaleString('en')}
            </span>
          ) : null}
          <LinkWait />
        </Link>
      ))}
    </nav>
  );
}
