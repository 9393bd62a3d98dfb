import type { SettingsView } from '../../contract/settings-view.ts';
import { type Answered, ChangeForm } from './change-form.tsx';

type Action = (before: Answered | undefined, form: FormData) => Promise<Answered>;

interface SafetyProps {
  readonly settings: SettingsView;
  readonly setSafety: Action;
  readonly setSolo: Action;
}

/** How old a login may be that approves, how long payloads are kept, and the exception for one person. */
export function Safety({ settings, setSafety, setSolo }: SafetyProps) {
  const closed = settings.viewer.permissions.includes('repo:connect')
    ? undefined
    : 'Your role does not allow this.';
  return (
    <section className="sheet" aria-labelledby="safety">
      <div className="sheet-head">
        <h2 id="safety">Safety</h2>
      </div>
      <div className="sheet-body stack">
        <ChangeForm action={setSafety} send="Save" closed={closed}>
          <label className="field">
            <span>How old a login may be that approves HIGH risk (minutes)</span>
            <input
              className="input"
              type="number"
              name="stepUpMinutes"
              min={1}
              max={60}
              required
              defaultValue={settings.stepUpMinutes}
            />
          </label>
          <label className="field">
            <span>Delete payloads of ended runs after (days; empty: never)</span>
            <input
              className="input"
              type="number"
              name="retentionDays"
              min={1}
              max={3_650}
              defaultValue={settings.retentionDays ?? ''}
            />
          </label>
        </ChangeForm>
        <ChangeForm action={setSolo} send={settings.solo ? 'Change' : 'Switch on'} closed={closed}>
          <label className="field">
            <span>
              One person alone: requesters may approve their own requests after (minutes; empty:
              never)
            </span>
            <input
              className="input"
              type="number"
              name="coolOffMinutes"
              min={5}
              max={10_080}
              defaultValue={settings.solo?.coolOffMinutes ?? ''}
            />
          </label>
        </ChangeForm>
      </div>
    </section>
  );
}
