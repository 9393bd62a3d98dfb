'use server';

import { switchToOrganization } from '@workos-inc/authkit-nextjs';
import { redirect } from 'next/navigation';

/** Asks the identity provider for a session of another organisation; it says whether one may. */
export async function switchOrganisation(form: FormData): Promise<void> {
  const organizationId = String(form.get('organization') ?? '');
  if (!/^org_[A-Za-z0-9_]+$/.test(organizationId)) return;
  await switchToOrganization(organizationId, { revalidationStrategy: 'none' });
  redirect('/');
}
