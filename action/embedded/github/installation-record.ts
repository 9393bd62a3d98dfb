import { z } from 'zod';
import { Account } from './account.ts';
import type { Forge } from './forge.ts';

/** What became of an App's installation since it was made; an App that is not listed stands. */
export const InstallationRecord = z.strictObject({
  slug: z.string(),
  status: z.enum(['active', 'suspended', 'removed']),
  /** Whether the repository is among those that the App was given. */
  selected: z.boolean(),
  suspendedAt: z.string().nullable(),
  suspendedBy: Account.nullable(),
  updatedAt: z.string(),
});
export type InstallationRecord = z.infer<typeof InstallationRecord>;

export const installedAt = '2026-01-05T09:00:00.000Z';

/** How the App's installation stands; a fresh one is active and has the repository. */
export function installationOf({ store }: Forge, slug: string): InstallationRecord {
  const known = store.state.installations.find((record) => record.slug === slug);
  const fresh = { slug, status: 'active', selected: true, updatedAt: installedAt } as const;
  return known ?? { ...fresh, suspendedAt: null, suspendedBy: null };
}
