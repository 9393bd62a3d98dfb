import { z } from 'zod';
import { Account } from './account.ts';

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
