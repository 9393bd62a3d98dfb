import type { SettingsView } from '../../contract/settings-view.ts';
import { policyWords } from '../run/state-words.ts';
import { Digest } from '../text/digest.tsx';
import { Untrusted } from '../text/untrusted.tsx';
import { type Answered, ChangeForm } from './change-form.tsx';

type Action = (before: Answered | undefined, form: FormData) => Promise<Answered>;

interface RepositoriesProps {
  readonly settings: SettingsView;
  /** GitHub sent the browser here after an installation that did not begin on this page. */
  readonly notBegun: boolean;
  readonly setActive: Action;
  readonly enrol: Action;
}

/** Whose jobs the ledger lets in, and the policy that judged their newest run. */
export function Repositories({ settings, notBegun, setActive, enrol }: RepositoriesProps) {
  const closed = settings.viewer.permissions.includes('repo:connect')
    ? undefined
    : 'Your role does not allow this.';
  const waiting = settings.installations.flatMap(({ repositories }) =>
    repositories.filter(({ enrolled }) => !enrolled),
  );
  return (
    <section className="sheet" aria-labelledby="repositories">
      <div className="sheet-head">
        <h2 id="repositories">Repositories and their policy</h2>
        <span className="fill" />
        {/* A whole request: it leaves this app. */}
        {closed === undefined ? (
          <a className="button" href="/github/install">
            Install the GitHub App
          </a>
        ) : null}
      </div>
      {notBegun ? (
        <p className="note bad" role="alert">
          That installation was not begun here in this session, or took more than an hour. Nothing
          was connected. Begin it with “Install the GitHub App”, and choose the same account there.
        </p>
      ) : null}
      <ul className="list">
        {settings.repositories.map((repository) => (
          <li key={repository.repositoryId} className="stack">
            <div className="row">
              <strong>
                <Untrusted text={repository.fullName ?? repository.repositoryId} />
              </strong>
              <span className={`chip ${repository.active ? 'good' : 'bad'}`}>
                <span aria-hidden="true">{repository.active ? '✓' : '■'}</span>{' '}
                {repository.active ? 'enrolled' : 'suspended'}
              </span>
              <span className="fill" />
              <ChangeForm
                action={setActive}
                send={repository.active ? 'Suspend' : 'Let in again'}
                closed={closed}
              >
                <input type="hidden" name="repositoryId" value={repository.repositoryId} />
                <input type="hidden" name="active" value={String(!repository.active)} />
              </ChangeForm>
            </div>
            <Policy policy={repository.policy} />
            <details>
              <summary>Workflows that may speak for it</summary>
              <ul>
                {[...repository.proposeWorkflowRefs, ...repository.publishWorkflowRefs].map(
                  (ref) => (
                    <li key={ref}>
                      <code>
                        <Untrusted text={ref} />
                      </code>
                    </li>
                  ),
                )}
              </ul>
            </details>
          </li>
        ))}
        {waiting.map(({ repositoryId, fullName }) => (
          <li key={repositoryId} className="row">
            <strong>
              <Untrusted text={fullName} />
            </strong>
            <span className="chip">not enrolled</span>
            <span className="fill" />
            <ChangeForm action={enrol} send="Enrol" closed={closed}>
              <input type="hidden" name="repositoryId" value={repositoryId} />
              <input type="hidden" name="propose" value="patchplane.yml" />
              <input type="hidden" name="publish" value="patchplane-publish.yml" />
            </ChangeForm>
          </li>
        ))}
        {settings.repositories.length + waiting.length === 0 ? (
          <li className="soft">Install the GitHub App on a repository, then enrol it here.</li>
        ) : null}
      </ul>
    </section>
  );
}

function Policy({ policy }: { readonly policy: SettingsView['repositories'][number]['policy'] }) {
  if (!policy) return <p className="soft">No run of it was judged yet.</p>;
  return (
    <p className="soft">
      Policy {policy.bundleId} v{policy.bundleVersion} {policyWords[policy.outcome]} in its newest
      run (<a href={`/runs/${policy.runId}/findings`}>{policy.runId}</a>), verdict{' '}
      <Digest value={policy.digest} of="policy verdict" />
      {policy.artifactSha256 ? (
        <>
          ,{' '}
          <a href={`/runs/${policy.runId}/evidence/${policy.artifactSha256}`}>
            read what it was made of
          </a>
        </>
      ) : null}
    </p>
  );
}
