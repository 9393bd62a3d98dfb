import type { RunView } from '../../contract/run-view.ts';
import type { SettingsView } from '../../contract/settings-view.ts';

/** The members whose names are known, as other parts of a page speak of people. */
export function peopleOf({ members }: Pick<SettingsView, 'members'>): RunView['people'] {
  return members.flatMap(({ actorId, displayName }) =>
    displayName === null ? [] : [{ actorId, name: displayName }],
  );
}
