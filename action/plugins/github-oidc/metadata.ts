import type { PluginMetadata } from '../../core/services/plugin-metadata.ts';

const permission = 'Give the job `permissions: id-token: write`.';

export const metadata = {
  id: 'github-oidc',
  name: 'GitHub OIDC',
  description:
    'Proves to the ledger which job of which repository is asking; there is no shared secret.',
  provides: ['AuthService'],
  rung: 3,
  surfaces: ['propose', 'publish'],
  env: [
    {
      name: 'PATCHPLANE_OIDC_AUDIENCE',
      description: "Audience of the job's token, as the ledger expects it.",
      required: true,
      secret: false,
      format: 'text',
      fix: 'Set it to the audience that the Convex deployment is configured with.',
    },
    {
      name: 'ACTIONS_ID_TOKEN_REQUEST_URL',
      description: 'Where the job asks for its token.',
      required: true,
      secret: false,
      format: 'url',
      setByRunner: true,
      fix: permission,
    },
    {
      name: 'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
      description: 'What the job asks with.',
      required: true,
      secret: true,
      format: 'text',
      setByRunner: true,
      fix: permission,
    },
  ],
  dependsOn: [],
  conflictsWith: [],
} as const satisfies PluginMetadata;
