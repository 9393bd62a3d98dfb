import type { TrustReport } from '../../../action/domain/trust-report.ts';
import { CopyText } from '../text/copy-text.tsx';
import { count } from '../text/count-words.ts';
import { Untrusted } from '../text/untrusted.tsx';
import { allowSnippet, refusedHosts } from './refused-hosts.ts';

const mostRows = 50;

/** What was refused, with the command that asked and the lines that would let it through next time. */
export function RefusedHosts({ sandboxes }: { readonly sandboxes: TrustReport['sandboxes'] }) {
  const refused = refusedHosts(sandboxes);
  const unread = sandboxes.some(({ egress }) => egress.refused === null);
  const snippet = allowSnippet(refused);
  return (
    <section className="sheet" aria-labelledby="refused">
      <div className="sheet-head">
        <h2 id="refused">Refused connections</h2>
        <span className="soft">{count(refused.length, 'host')}</span>
      </div>
      {refused.length === 0 ? (
        <p className="sheet-body soft">
          {unread
            ? 'This provider keeps no log of it that can be read.'
            : 'Nothing inside asked for anything that it was not allowed.'}
        </p>
      ) : (
        <ul className="list">
          {refused.slice(0, mostRows).map(({ target, purpose, command, times }) => (
            <li key={`${purpose} ${target} ${command}`}>
              <code>
                <Untrusted text={target} />
              </code>{' '}
              <span className="soft">
                {times === 1 ? 'once' : `${times} times`}, in the sandbox of the{' '}
                {purpose === 'agent' ? 'agent' : 'tests'}
              </span>
              <p className="soft">
                asked by{' '}
                {command === null ? (
                  'a program that nobody could see'
                ) : (
                  <code>
                    <Untrusted text={command} />
                  </code>
                )}
              </p>
            </li>
          ))}
          {refused.length > mostRows ? (
            <li className="soft">and {count(refused.length - mostRows, 'more')}</li>
          ) : null}
        </ul>
      )}
      {snippet ? (
        <div className="sheet-body stack">
          <p>
            Needed to build or test? Let <em>set-up</em> reach it from the next run on: add this to{' '}
            <code>.github/patchplane.yml</code>, in a change that somebody reviews. Nothing is
            opened from here, and never for the agent itself.
          </p>
          <CopyText text={snippet} of="lines for .github/patchplane.yml" />
        </div>
      ) : null}
    </section>
  );
}
