import type { Hono } from 'hono';
import { requires } from './access.ts';
import { type Forge, ownerAccount, sameName } from './forge.ts';
import type { OrganizationPeople } from './organization-people.ts';
import { knownAccounts } from './people.ts';
import { renderOrganization, renderUser } from './render-people.ts';
import { notFound, type RouteVariables } from './reply.ts';

/** Memberships of the organisation and its teams, for tokens with its permission `members`. */
export function addOrganizationRoutes(api: Hono<RouteVariables>, forge: Forge): void {
  api.get('/orgs/:org/memberships/:username', requires('read', 'members'), (context) => {
    const { org, username } = context.req.param();
    const account = ownerAccount(forge);
    const found = organizationNamed(forge, org).members.find(({ login }) =>
      sameName(login, username),
    );
    const user = knownAccounts(forge).find(({ login }) => sameName(login, username));
    if (!found || !user) throw notFound();
    const organization = renderOrganization(forge.addresses, account);
    return context.json({
      url: `${forge.addresses.api}/orgs/${account.login}/memberships/${user.login}`,
      state: found.state,
      role: found.role,
      organization_url: organization['url'],
      organization,
      user: renderUser(forge.addresses, user),
    });
  });
  api.get(
    '/orgs/:org/teams/:team/memberships/:username',
    requires('read', 'members'),
    (context) => {
      const { org, team, username } = context.req.param();
      const { teams } = organizationNamed(forge, org);
      const found = teams
        .find(({ slug }) => slug === team)
        ?.members.find(({ login }) => sameName(login, username));
      if (!found) throw notFound();
      const { role, state, login } = found;
      const url = `${forge.addresses.api}/orgs/${org}/teams/${team}/memberships/${login}`;
      return context.json({ url, role, state });
    },
  );
}

function organizationNamed(forge: Forge, name: string): OrganizationPeople {
  const account = ownerAccount(forge);
  if (account.type !== 'Organization' || !sameName(account.login, name)) throw notFound();
  return forge.organization;
}
