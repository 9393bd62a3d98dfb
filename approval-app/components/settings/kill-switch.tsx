import type { SettingsView } from '../../contract/settings-view.ts';
import { Person } from '../text/person.tsx';
import { Untrusted } from '../text/untrusted.tsx';
import { When } from '../text/when.tsx';
import { type Answered, ChangeForm } from './change-form.tsx';
import { peopleOf } from './people-of.ts';

type Action = (before: Answered | undefined, form: FormData) => Promise<Answered>;

interface KillSwitchProps {
  readonly settings: SettingsView;
  readonly now: number;
  readonly throwIt: Action;
  readonly liftIt: Action;
}

/** Stops everything at once: nothing starts, nothing is approved, nothing is published. */
export function KillSwitch({ settings, now, throwIt, liftIt }: KillSwitchProps) {
  const { killSwitch, viewer } = settings;
  const mayThrow = viewer.permissions.includes('run:interrupt');
  const mayLift = viewer.permissions.includes('repo:connect');
  return (
    <section className="sheet" aria-labelledby="kill-switch">
      <div className="sheet-head">
        <h2 id="kill-switch">Kill switch</h2>
        <span className={`chip ${killSwitch ? 'bad' : 'good'}`}>
          <span aria-hidden="true">{killSwitch ? '■' : '✓'}</span>{' '}
          {killSwitch ? 'thrown' : 'not thrown'}
        </span>
      </div>
      <div className="sheet-body stack">
        {killSwitch ? (
          <p>
            Thrown by <Person actorId={killSwitch.actorId} people={peopleOf(settings)} />,{' '}
            <When at={killSwitch.thrownAt} now={now} />: <Untrusted text={killSwitch.reason} />
          </p>
        ) : (
          <p className="soft">
            Stops everything in this workspace: no run starts, nothing is approved or published,
            what waited for a decision has to be asked for again.
          </p>
        )}
        <ChangeForm
          action={killSwitch ? liftIt : throwIt}
          send={killSwitch ? 'Lift the kill switch' : 'Throw the kill switch'}
          danger={!killSwitch}
          closed={(killSwitch ? mayLift : mayThrow) ? undefined : 'Your role does not allow this.'}
        >
          <label className="visually-hidden" htmlFor="kill-reason">
            Why
          </label>
          <input
            id="kill-reason"
            className="input grow"
            name="reason"
            required
            maxLength={500}
            placeholder="Why? Everybody reads it"
          />
        </ChangeForm>
      </div>
    </section>
  );
}
