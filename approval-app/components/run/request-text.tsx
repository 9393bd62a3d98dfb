import type { RunView } from '../../contract/run-view.ts';
import { Untrusted } from '../text/untrusted.tsx';

/** What was asked, word for word: nobody can judge a change without knowing what it was for. */
export function RequestText({ view: { request } }: { readonly view: RunView }) {
  if (!request) return null;
  const instruction = request.externalRef?.rerun?.instruction;
  return (
    <details className="fold">
      <summary>What was asked</summary>
      <pre className="quoted">
        <Untrusted text={request.prompt} />
      </pre>
      {instruction && !request.prompt.includes(instruction) ? (
        <>
          <h3>What this attempt was told beside it</h3>
          <pre className="quoted">
            <Untrusted text={instruction} />
          </pre>
        </>
      ) : null}
    </details>
  );
}
