import type { SettingsView } from '../../contract/settings-view.ts';
import { Person } from '../text/person.tsx';
import { Untrusted } from '../text/untrusted.tsx';
import { When } from '../text/when.tsx';
import { peopleOf } from './people-of.ts';

interface AuditTrailProps {
  readonly settings: SettingsView;
  readonly now: number;
}

/** Who did what, refusals included; written in the same transaction as what it tells of. */
export function AuditTrail({ settings, now }: AuditTrailProps) {
  const { audit } = settings;
  const people = peopleOf(settings);
  return (
    <section className="sheet" aria-labelledby="audit">
      <div className="sheet-head">
        <h2 id="audit">Audit trail</h2>
        <span className="soft">the last hundred entries</span>
      </div>
      {audit.length === 0 ? <p className="sheet-body soft">Nothing happened yet.</p> : null}
      <ul className="list">
        {audit.map(({ at, actorId, action, outcome, detail, runId }) => (
          <li key={`${at} ${actorId} ${action} ${detail}`}>
            <span className={outcome === 'refused' ? 'tone-bad' : 'tone-good'}>
              {outcome === 'refused' ? '✕ refused' : '✓ recorded'}
            </span>{' '}
            {action} by <Person actorId={actorId} people={people} />, <When at={at} now={now} />
            {runId ? (
              <>
                {' '}
                · <a href={`/runs/${runId}`}>{runId}</a>
              </>
            ) : null}
            <p className="soft">
              <Untrusted text={detail} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
