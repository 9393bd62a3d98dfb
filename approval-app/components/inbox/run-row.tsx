import type { RunState } from '../../../action/domain/run-state.ts';
import type { InboxEntry } from '../../contract/inbox.ts';
import { riskSigns, riskTones, standingOf } from '../run/state-words.ts';
import { remaining } from '../text/time-words.ts';
import { Untrusted } from '../text/untrusted.tsx';
import { When } from '../text/when.tsx';

/** States whose reason says more than their name. */
const stopped: readonly RunState[] = ['failed', 'refused', 'blocked', 'cancelled'];

/** A run as a line of the list: where it stands, what it is, what it would change. */
export function RunRow({ entry, now }: { readonly entry: InboxEntry; readonly now: number }) {
  const { tone, sign, words } = standingOf(entry.state, entry.answer);
  const waits = entry.lane === 'needs-decision';
  return (
    <>
      <span className="standing">
        <span className={`chip ${tone}`}>
          <span aria-hidden="true">{sign}</span> {words}
        </span>
      </span>
      <span className="what">
        <span className="title">
          <Untrusted text={entry.title} />
        </span>
        <span className="meta">
          <Untrusted text={entry.repository} />
          {entry.number ? ` #${entry.number}` : ''} · asked by @<Untrusted text={entry.requester} />
          {entry.attempt > 1 ? ` · attempt ${entry.attempt}` : ''}
          {' · '}
          <When at={entry.createdAt} now={now} />
        </span>
        {entry.stateReason && stopped.includes(entry.state) ? (
          <span className="meta">
            <Untrusted text={entry.stateReason} />
          </span>
        ) : null}
      </span>
      <span className="facts">
        <span className="row">
          {entry.additions === undefined ? null : (
            <span className="delta">
              <span className="plus">+{entry.additions}</span>{' '}
              <span className="minus">−{entry.deletions}</span>
            </span>
          )}
          {entry.risk ? (
            <span className={`chip ${riskTones[entry.risk]}`}>
              <span aria-hidden="true">{riskSigns[entry.risk]}</span> {entry.risk}
            </span>
          ) : null}
        </span>
        {waits ? (
          <span>
            {entry.approvalsGiven}/{entry.approvalsRequired} approvals
            {entry.expiresAt ? ` · ${remaining(entry.expiresAt, now)} left` : ''}
          </span>
        ) : null}
      </span>
    </>
  );
}
