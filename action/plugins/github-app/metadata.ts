import type { PluginMetadata } from '../../core/services/plugin-metadata.ts';

export const metadata = {
  id: 'github-app',
  name: 'GitHub App',
  description:
    'Publishes with a token of your own App: scoped to one repository, revoked at the end, and its pull requests start your CI.',
  provides: ['SourceControlService'],
  rung: 2,
  surfaces: ['publish'],
  env: [
    {
      name: 'GITHUB_APP_ID',
      description: "The App's number.",
      required: true,
      secret: false,
      format: 'integer',
      fix: "Copy it from the App's settings page.",
    },
    {
      name: 'GITHUB_PRIVATE_KEY',
      description: "The App's private key in PEM form.",
      required: true,
      secret: true,
      format: 'text',
      fix: "Generate one on the App's settings page and store it as a secret of the publish environment only.",
    },
  ],
  dependsOn: ['github'],
  conflictsWith: [],
} as const satisfies PluginMetadata;
