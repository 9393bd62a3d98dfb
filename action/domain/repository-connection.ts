import { z } from 'zod';
import { ActorId, RepositoryId, Timestamp, WorkspaceId } from './ids.ts';

const Status = z.enum(['active', 'suspended', 'removed', 'reconnect_required']);

/** An account (user or organisation) that let PatchPlane in, and by whom. */
export const AccountConnection = z.strictObject({
  provider: z.literal('github'),
  workspaceId: WorkspaceId,
  installationId: z.string(),
  accountExternalId: z.string(),
  accountLogin: z.string(),
  accountType: z.string().optional(),
  status: Status,
  connectedByActorId: ActorId,
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type AccountConnection = z.infer<typeof AccountConnection>;

/** A repository enrolled for runs. Keyed by the numeric id, so a rename changes nothing. */
export const RepositoryConnection = z.strictObject({
  id: RepositoryId,
  workspaceId: WorkspaceId,
  repositoryExternalId: z.string().regex(/^\d+$/),
  owner: z.string().min(1),
  name: z.string().min(1),
  fullName: z.string().min(3),
  defaultBranch: z.string().min(1),
  private: z.boolean(),
  selected: z.boolean(),
  permissionsJson: z.string().optional(),
  status: Status,
});
export type RepositoryConnection = z.infer<typeof RepositoryConnection>;
