import { rolePermissions, WorkspaceRole } from '../../../action/domain/permission.ts';
import type { SettingsView } from '../../contract/settings-view.ts';
import { Untrusted } from '../text/untrusted.tsx';

/** Who is in this workspace, and what their roles carry. Roles are given at the identity provider. */
export function Members({ settings: { members } }: { readonly settings: SettingsView }) {
  return (
    <section className="sheet" aria-labelledby="members">
      <div className="sheet-head">
        <h2 id="members">Members</h2>
        <span className="soft">as the identity provider has them</span>
      </div>
      <div className="scroll-x">
        <table className="grid-table rows-on-phone">
          <thead>
            <tr>
              <th scope="col">Person</th>
              <th scope="col">Roles</th>
              <th scope="col">Status</th>
              <th scope="col">GitHub account</th>
            </tr>
          </thead>
          <tbody>
            {members.map(({ actorId, displayName, roles, status, githubAccountId }) => (
              <tr key={actorId}>
                <td>
                  <strong>
                    <Untrusted text={displayName ?? actorId} />
                  </strong>{' '}
                  <span className="soft">
                    {displayName === null ? 'has not signed in here yet' : actorId}
                  </span>
                </td>
                <td data-label="Roles">{roles.join(', ')}</td>
                <td data-label="Status">{status}</td>
                <td data-label="GitHub account">
                  {githubAccountId ?? (
                    <span className="tone-wait">▲ not linked: may not approve</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <details className="sheet-body">
        <summary>What each role may do</summary>
        <dl className="facts-list">
          {WorkspaceRole.options.map((role) => (
            <div key={role} className="contents">
              <dt>{role}</dt>
              <dd>{rolePermissions[role].join(', ')}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}
