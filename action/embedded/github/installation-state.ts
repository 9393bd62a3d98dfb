import type { Forge } from './forge.ts';
import type { InstallationRecord } from './installation-record.ts';

export const installedAt = '2026-01-05T09:00:00.000Z';

/** How the App's installation stands; a fresh one is active and has the repository. */
export function installationOf({ store }: Forge, slug: string): InstallationRecord {
  const known = store.state.installations.find((record) => record.slug === slug);
  const fresh = { slug, status: 'active', selected: true, updatedAt: installedAt } as const;
  return known ?? { ...fresh, suspendedAt: null, suspendedBy: null };
}
