import type { PluginMetadata } from '../../core/services/plugin-metadata.ts';

export const metadata = {
  id: 'daytona',
  name: 'Daytona',
  description:
    'Sandboxes, one for the agent and a fresh one for the tests; without an account, jails on the runner behind the same wire.',
  provides: ['SandboxService'],
  rung: 0,
  surfaces: ['propose', 'cli'],
  env: [
    {
      name: 'DAYTONA_API_KEY',
      description: 'Key of the Daytona account; with it, sandboxes are remote.',
      required: true,
      secret: true,
      format: 'text',
      fix: "Create a key in Daytona's dashboard and store it as a secret.",
    },
    {
      name: 'DAYTONA_API_URL',
      description: 'Address of the Daytona API.',
      required: false,
      secret: false,
      format: 'url',
      defaultValue: 'https://app.daytona.io/api',
    },
    {
      name: 'DAYTONA_TARGET',
      description: 'Region of the sandboxes.',
      required: false,
      secret: false,
      format: 'text',
      defaultValue: 'us',
    },
    {
      name: 'DAYTONA_SNAPSHOT',
      description:
        "Snapshot with Node and the agent in it (examples/daytona); without one the vendor's image is used and the agent is uploaded.",
      required: false,
      secret: false,
      format: 'text',
    },
  ],
  dependsOn: [],
  conflictsWith: [],
} as const satisfies PluginMetadata;
