import { z } from 'zod';
import { ActorId, Timestamp } from '../../action/domain/ids.ts';
import { WorkspaceRole } from '../../action/domain/permission.ts';
import { CodeOwners } from '../../action/domain/required-approvals.ts';

/** Whose approval, and of how many, one run needs. Drawn from its verdict and its workspace. */
export const ApprovalRequirement = z.strictObject({
  required: z.int().positive(),
  /** Roles of which every one who approves has one; empty: whoever may approve. */
  roles: z.array(WorkspaceRole),
  /** Owners of touched paths; with `codeOwnersRequired` one of each group has to approve. */
  codeOwners: z.array(CodeOwners),
  codeOwnersRequired: z.boolean(),
  /** Whoever asked, commanded, labelled or pushed does not count. */
  requesterExcluded: z.boolean(),
  /** Whom that excludes: GitHub accounts, and people who asked by the app. */
  excluded: z.array(ActorId),
  /**
   * From when on whoever is in `excluded` may approve all the same, as an exception: the workspace
   * or the repository's policy lets them. Null where neither does.
   */
  solo: z.strictObject({ notBefore: Timestamp }).nullable(),
  /** How old a login may be that approves. */
  loginWithinMinutes: z.number().positive(),
});
export type ApprovalRequirement = z.infer<typeof ApprovalRequirement>;
