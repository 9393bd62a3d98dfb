import type { PluginMetadata } from '../../core/services/plugin-metadata.ts';

export const metadata = {
  id: 'job-log',
  name: 'Job log',
  description:
    'Tells the progress of a run on standard output, without secrets; analytics are off.',
  provides: ['TelemetryService', 'AnalyticsService'],
  rung: 0,
  surfaces: ['propose', 'publish'],
  env: [
    {
      name: 'PATCHPLANE_LOG',
      description: 'Lines for people or for programs.',
      required: false,
      secret: false,
      format: 'text',
      choices: ['plain', 'json'],
      defaultValue: 'plain',
    },
  ],
  dependsOn: [],
  conflictsWith: [],
} as const satisfies PluginMetadata;
