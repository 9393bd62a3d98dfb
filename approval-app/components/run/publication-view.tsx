import type { RunView } from '../../contract/run-view.ts';
import { Untrusted } from '../text/untrusted.tsx';
import { When } from '../text/when.tsx';

const signs = {
  pending: ['calm', '◔'],
  published: ['good', '✓'],
  failed: ['bad', '✕'],
} as const;

const kinds: Record<string, string> = {
  'issue-comment': 'Comment',
  'check-run': 'Check',
  'draft-pull-request': 'Draft pull request',
  branch: 'Branch',
  commit: 'Commit',
};

/** What was, or is being, written to the forge. */
export function PublicationView({ view, now }: { readonly view: RunView; readonly now: number }) {
  const { publications, dispatches } = view;
  return (
    <div className="stack">
      {dispatches.map(({ workflowRunId, url, status, conclusion, updatedAt }) => (
        <p className="note" key={workflowRunId}>
          Publish job{' '}
          <a href={url} rel="noreferrer">
            {workflowRunId}
          </a>
          : {conclusion ?? status}, <When at={updatedAt} now={now} />
        </p>
      ))}
      <section className="sheet">
        <ul className="list steps" aria-label="Publication">
          {publications.map(({ id, kind, status, url, summary, error, createdAt }) => {
            const [tone, sign] = signs[status];
            return (
              <li key={id}>
                <span className={`tone-${tone}`}>
                  <span aria-hidden="true">{sign}</span>
                  <span className="visually-hidden">{status}</span>
                </span>
                <span>
                  {url ? (
                    <a href={url} rel="noreferrer">
                      {kinds[kind] ?? kind}
                    </a>
                  ) : (
                    (kinds[kind] ?? kind)
                  )}{' '}
                  <span className="soft">
                    <Untrusted text={error ?? summary ?? ''} />
                  </span>
                </span>
                <span className="soft">
                  <When at={createdAt} now={now} />
                </span>
              </li>
            );
          })}
        </ul>
        {publications.length === 0 ? (
          <div className="empty">
            <span className="sign" aria-hidden="true">
              ◌
            </span>
            <p>Nothing was written to the repository.</p>
            <p className="soft">It is, once somebody approved exactly these bytes.</p>
          </div>
        ) : null}
      </section>
    </div>
  );
}
