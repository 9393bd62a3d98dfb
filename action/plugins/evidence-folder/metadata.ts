import type { PluginMetadata } from '../../core/services/plugin-metadata.ts';

export const metadata = {
  id: 'evidence-folder',
  name: 'Evidence folder',
  description: "Keeps evidence in the job's own folder, for a step of the action to upload.",
  provides: ['ArtifactsService'],
  rung: 1,
  surfaces: ['propose', 'publish'],
  env: [],
  dependsOn: [],
  conflictsWith: ['r2'],
} as const satisfies PluginMetadata;
