import type { RunView } from '../../contract/run-view.ts';
import { Untrusted } from '../text/untrusted.tsx';

/** Where an approved change is now: the next thing that anybody wants to open. */
export function PublishedLine({ view: { publications, run } }: { readonly view: RunView }) {
  const request = publications.find(
    ({ kind, status }) => kind === 'draft-pull-request' && status === 'published',
  );
  const failed = publications.findLast(({ status }) => status === 'failed');
  if (request?.url)
    return (
      <p className="note good">
        <a href={request.url} rel="noreferrer">
          Open the draft pull request
        </a>{' '}
        <span className="soft">
          <Untrusted text={request.summary ?? ''} />
        </span>
      </p>
    );
  if (!failed || run.state === 'published') return null;
  return (
    <p className="note bad">
      <strong>Publishing did not work:</strong>{' '}
      <Untrusted text={failed.error ?? 'no reason given'} />
    </p>
  );
}
