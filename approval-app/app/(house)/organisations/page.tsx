import type { Metadata } from 'next';
import { listMemberships } from '../../../server/next/list-memberships.ts';
import { switchOrganisation } from '../../actions/switch-organisation.ts';

export const metadata: Metadata = { title: 'Organisations' };

export default async function OrganisationsPage() {
  const memberships = await listMemberships();
  return (
    <main className="page narrow" id="main">
      <h1>Switch organisation</h1>
      <ul className="sheet list">
        {memberships.map(({ id, name, role, current }) => (
          <li key={id} className="row">
            <strong>{name}</strong>
            <span className="soft">{role}</span>
            <span className="fill" />
            {current ? (
              <span className="chip good">✓ you are here</span>
            ) : (
              <form action={switchOrganisation}>
                <input type="hidden" name="organization" value={id} />
                <button type="submit" className="button small">
                  Switch to {name}
                </button>
              </form>
            )}
          </li>
        ))}
        {memberships.length === 1 ? (
          <li className="soft">
            This is the only one that you belong to. Others stand here once somebody invites you.
          </li>
        ) : null}
        {memberships.length === 0 ? (
          <li className="soft">
            You belong to no organisation. Somebody who runs one has to invite you.
          </li>
        ) : null}
      </ul>
    </main>
  );
}
