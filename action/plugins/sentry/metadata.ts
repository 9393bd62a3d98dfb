import type { PluginMetadata } from '../../core/services/plugin-metadata.ts';

export const metadata = {
  id: 'sentry',
  name: 'Sentry',
  description:
    'Tells of bugs: what kind and where in the code, never their text. Off without a DSN.',
  provides: ['TelemetryService'],
  rung: 0,
  surfaces: ['propose', 'publish', 'approval-app'],
  env: [
    {
      name: 'SENTRY_DSN',
      description: 'Where Sentry takes events of this project.',
      required: false,
      secret: true,
      format: 'text',
      fix: "Copy it from the client keys of the project in Sentry's settings.",
    },
    {
      name: 'SENTRY_ENVIRONMENT',
      description: 'Name of the deployment, for filters.',
      required: false,
      secret: false,
      format: 'text',
      defaultValue: 'production',
    },
  ],
  dependsOn: [],
  conflictsWith: [],
} as const satisfies PluginMetadata;
