import type { PluginMetadata } from '../../core/services/plugin-metadata.ts';

export const metadata = {
  id: 'file-ledger',
  name: 'File ledger',
  description: "Records a run as a hash-chained file in the run's bundle.",
  provides: ['StorageService'],
  rung: 1,
  surfaces: ['propose', 'publish'],
  env: [],
  dependsOn: [],
  conflictsWith: ['convex'],
} as const satisfies PluginMetadata;
