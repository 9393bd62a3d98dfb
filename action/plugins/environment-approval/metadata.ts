import type { PluginMetadata } from '../../core/services/plugin-metadata.ts';

export const metadata = {
  id: 'environment-approval',
  name: 'Environment approval',
  description: 'The required reviewers of a protected GitHub environment decide.',
  provides: ['DecisionSource'],
  rung: 1,
  surfaces: ['propose', 'publish'],
  env: [
    {
      name: 'PATCHPLANE_ENVIRONMENT',
      description: 'The environment whose reviewers decide.',
      required: false,
      secret: false,
      format: 'text',
      fix: 'Give the name of the environment that the publish job runs in.',
    },
    {
      name: 'PATCHPLANE_REQUESTER_MAY_APPROVE',
      description: 'Whether whoever asked for a run may also approve it.',
      required: false,
      secret: false,
      format: 'boolean',
      defaultValue: 'false',
    },
  ],
  dependsOn: ['github'],
  conflictsWith: ['convex'],
} as const satisfies PluginMetadata;
