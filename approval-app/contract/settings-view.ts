import { z } from 'zod';
import {
  ActorId,
  RepositoryId,
  RunId,
  Sha256,
  Timestamp,
  WorkspaceId,
} from '../../action/domain/ids.ts';
import { Permission, WorkspaceRole } from '../../action/domain/permission.ts';
import { PolicyOutcome } from '../../action/domain/policy-bundle.ts';

/** Convex `settings:view`. */
export const SettingsView = z.strictObject({
  workspaceId: WorkspaceId,
  killSwitch: z
    .strictObject({ actorId: ActorId, reason: z.string(), thrownAt: Timestamp })
    .nullable(),
  solo: z
    .strictObject({ coolOffMinutes: z.number(), actorId: ActorId, since: Timestamp })
    .nullable(),
  stepUpMinutes: z.number(),
  retentionDays: z.number().nullable(),
  repositories: z.array(
    z.strictObject({
      repositoryId: RepositoryId,
      /** `owner/name`; null where it was enrolled by its id and never ran. */
      fullName: z.string().nullable(),
      active: z.boolean(),
      proposeWorkflowRefs: z.array(z.string()),
      publishWorkflowRefs: z.array(z.string()),
      /** The policy that judged the newest run; `artifactSha256` is its result in the evidence. */
      policy: z
        .strictObject({
          runId: RunId,
          bundleId: z.string(),
          bundleVersion: z.int(),
          digest: Sha256,
          outcome: PolicyOutcome,
          artifactSha256: Sha256.nullable(),
        })
        .nullable(),
    }),
  ),
  /** Repositories that the GitHub App may reach, to choose from. */
  installations: z.array(
    z.strictObject({
      installationId: z.string(),
      accountLogin: z.string(),
      status: z.enum(['active', 'suspended', 'removed']),
      repositories: z.array(
        z.strictObject({
          repositoryId: RepositoryId,
          fullName: z.string(),
          private: z.boolean(),
          enrolled: z.boolean(),
        }),
      ),
    }),
  ),
  members: z.array(
    z.strictObject({
      actorId: ActorId,
      displayName: z.string().nullable(),
      status: z.enum(['active', 'inactive', 'pending']),
      roles: z.array(WorkspaceRole),
      permissions: z.array(Permission),
      githubAccountId: ActorId.nullable(),
    }),
  ),
  /** Newest first; the last hundred. */
  audit: z.array(
    z.strictObject({
      at: Timestamp,
      actorId: z.string(),
      action: z.string(),
      outcome: z.enum(['recorded', 'refused']),
      detail: z.string(),
      runId: RunId.nullable(),
    }),
  ),
  viewer: z.strictObject({ actorId: ActorId, permissions: z.array(Permission) }),
});
export type SettingsView = z.infer<typeof SettingsView>;
