import 'server-only';
import { getWorkOS } from '@workos-inc/authkit-nextjs';
import { redirect } from 'next/navigation';
import { appParts } from './app-parts.ts';
import { currentSession } from './session.ts';

export interface OrganisationMembership {
  /** `org_...`. */
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly current: boolean;
}

/** [SVC-04] Where the person is an active member, asked of the identity provider at this moment. */
export async function listMemberships(): Promise<OrganisationMembership[]> {
  const session = await currentSession();
  if (!session) redirect('/signed-out');
  if (await appParts().services.serverLedger.hasEnded(session.sessionId)) redirect('/login');
  const { data } = await getWorkOS().userManagement.listOrganizationMemberships({
    userId: session.actor.id.replace(/^workos:/, ''),
    statuses: ['active'],
  });
  return data
    .filter(({ status }) => status === 'active')
    .map(({ organizationId, organizationName, role }) => ({
      id: organizationId,
      // Its own emulator leaves the name out; a button has to say something.
      name: organizationName || organizationId,
      role: role.slug,
      current: session.workspaceId === `workos:${organizationId}`,
    }));
}
