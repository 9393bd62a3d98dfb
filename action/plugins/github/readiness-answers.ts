import { z } from 'zod';

/** GitHub's answers about how a repository is protected, as far as they are judged. */
export const RepositorySetUp = z.object({ default_branch: z.string() });

export const BranchAnswer = z.object({
  protection: z
    .object({
      required_status_checks: z
        .object({
          checks: z
            .array(z.object({ context: z.string(), app_id: z.number().nullish() }))
            .optional(),
        })
        .optional(),
    })
    .optional(),
});

export const RulesAnswer = z.array(
  z.object({
    type: z.string(),
    parameters: z
      .object({
        required_status_checks: z
          .array(z.object({ context: z.string(), integration_id: z.number().nullish() }))
          .optional(),
      })
      .nullish(),
  }),
);

export const EnvironmentAnswer = z.object({
  can_admins_bypass: z.boolean().optional(),
  protection_rules: z
    .array(
      z.object({
        type: z.string(),
        prevent_self_review: z.boolean().optional(),
        reviewers: z.array(z.unknown()).optional(),
      }),
    )
    .optional(),
  deployment_branch_policy: z
    .object({ protected_branches: z.boolean(), custom_branch_policies: z.boolean() })
    .nullish(),
});
export type EnvironmentAnswer = z.infer<typeof EnvironmentAnswer>;

export const BranchPoliciesAnswer = z.object({
  branch_policies: z.array(z.object({ name: z.string(), type: z.string().optional() })),
});

export const SecretsAnswer = z.object({ secrets: z.array(z.object({ name: z.string() })) });
