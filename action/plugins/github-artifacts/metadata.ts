import type { PluginMetadata } from '../../core/services/plugin-metadata.ts';

export const metadata = {
  id: 'github-artifacts',
  name: 'GitHub workflow artifacts',
  description: "Fetches a run's bundle into the publish job, by run and digest.",
  provides: ['ArtifactsService'],
  rung: 1,
  surfaces: ['publish'],
  env: [],
  dependsOn: ['github', 'evidence-folder'],
  conflictsWith: [],
} as const satisfies PluginMetadata;
