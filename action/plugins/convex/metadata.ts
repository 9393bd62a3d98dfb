import type { PluginMetadata } from '../../core/services/plugin-metadata.ts';

export const metadata = {
  id: 'convex',
  name: 'Convex and the approval app',
  description:
    'The ledger that decides about states and permissions, and the page where people decide.',
  provides: ['StorageService'],
  rung: 3,
  surfaces: ['propose', 'publish', 'approval-app'],
  env: [
    {
      name: 'CONVEX_URL',
      description: 'Address of the Convex deployment.',
      required: true,
      secret: false,
      format: 'url',
      fix: "Copy the deployment's URL from Convex's dashboard.",
    },
    {
      name: 'PATCHPLANE_APP_URL',
      description: 'Address of the approval app.',
      required: true,
      secret: false,
      format: 'url',
      fix: 'Set it to the address that you deployed the approval app to.',
    },
  ],
  dependsOn: ['github-oidc'],
  conflictsWith: ['file-ledger', 'environment-approval', 'comment-approval'],
} as const satisfies PluginMetadata;
