import { stageWords } from '../../../action/domain/stage-words.ts';
import type { RunView } from '../../contract/run-view.ts';
import { lasted } from '../text/time-words.ts';
import { Untrusted } from '../text/untrusted.tsx';
import { When } from '../text/when.tsx';

const signs = {
  started: ['calm', '◔'],
  succeeded: ['good', '✓'],
  failed: ['bad', '✕'],
  blocked: ['bad', '■'],
} as const;

/** The stages of a run as its chain tells them. */
export function StagesView({ view, now }: { readonly view: RunView; readonly now: number }) {
  return (
    <ol className="list steps">
      {view.events.map(({ id, type, operation, status, summary, startedAt, completedAt }) => {
        const [tone, sign] = signs[status];
        return (
          <li key={id}>
            <span className={`tone-${tone}`}>
              <span aria-hidden="true">{sign}</span>
              <span className="visually-hidden">{status}</span>
            </span>
            <span>
              <span title={type}>
                <Untrusted text={stageWords[operation] ?? operation} />
              </span>{' '}
              {summary ? (
                <span className="soft">
                  <Untrusted text={summary} />
                </span>
              ) : null}
            </span>
            <span className="soft nowrap">
              {completedAt ? `${lasted(completedAt - startedAt)} · ` : ''}
              <When at={startedAt} now={now} />
            </span>
          </li>
        );
      })}
    </ol>
  );
}
