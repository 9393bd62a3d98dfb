import { z } from 'zod';
import { WorkspaceRole } from './permission.ts';

/** The owners that one rule of CODEOWNERS names, as they stand there, and what they own of a patch. */
export const CodeOwners = z.strictObject({
  /** `@login`, `@org/team` or an address; any one of them speaks for all. */
  owners: z.array(z.string()).min(1),
  /** How many touched paths. */
  paths: z.int().positive(),
  /** One of them, as one safe line, to show. */
  example: z.string(),
});
export type CodeOwners = z.infer<typeof CodeOwners>;

/** Whose consent a candidate needs, before anything is published. */
export const RequiredApprovals = z.strictObject({
  /** How many different people. */
  required: z.int().positive(),
  /** Roles of which every one of them has one; empty: whoever may approve. */
  roles: z.array(WorkspaceRole),
  /** Whether whoever asked for the change counts. */
  excludeRequester: z.boolean(),
  /** Whether somebody of every group in `codeOwners` has to be among them. */
  requireCodeOwners: z.boolean(),
  /** Owners of touched paths after the base's CODEOWNERS, also where they are only shown. */
  codeOwners: z.array(CodeOwners),
});
export type RequiredApprovals = z.infer<typeof RequiredApprovals>;

/** What records asked for that were written before approvals were counted. */
export const oneApproval: RequiredApprovals = {
  required: 1,
  roles: [],
  excludeRequester: false,
  requireCodeOwners: false,
  codeOwners: [],
};

/** What a bundle asks for at one level of risk. */
export const ApprovalDemand = z.strictObject({
  required: z.int().min(1).max(10),
  roles: z.array(WorkspaceRole).optional(),
  excludeRequester: z.boolean().optional(),
  requireCodeOwners: z.boolean().optional(),
});
export type ApprovalDemand = z.infer<typeof ApprovalDemand>;
