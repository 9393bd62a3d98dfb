/** A rung of the adoption ladder, as `init` sets it up. */
export interface Profile {
  /** Example workflows, and what they become in the user's repository. */
  readonly workflows: readonly { readonly example: string; readonly target: string }[];
  /** Plugins whose variables a person has to fill in. */
  readonly plugins: readonly string[];
  /** Environments of the jobs, where secrets are kept best. */
  readonly environments: readonly string[];
}

const target = '.github/workflows/patchplane.yml';

export const profiles = {
  github: { workflows: [{ example: 'minimal.yml', target }], plugins: [], environments: [] },
  daytona: {
    workflows: [{ example: 'daytona-r2.yml', target }],
    plugins: ['daytona', 'r2'],
    environments: ['patchplane-propose', 'patchplane'],
  },
  full: {
    workflows: [
      { example: 'full.yml', target },
      // The name that the approval app dispatches unless it is told another one.
      { example: 'publish.yml', target: '.github/workflows/patchplane-publish.yml' },
    ],
    plugins: ['daytona', 'r2', 'convex', 'github-oidc'],
    environments: ['patchplane-propose', 'patchplane-publish'],
  },
} as const satisfies Readonly<Record<string, Profile>>;

export type ProfileName = keyof typeof profiles;
export const profileNames: readonly string[] = Object.keys(profiles);
