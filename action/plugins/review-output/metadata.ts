import type { PluginMetadata } from '../../core/services/plugin-metadata.ts';

export const metadata = {
  id: 'review-output',
  name: 'Review output',
  description: 'Writes the artifacts of a review into a folder and follows no link on the way.',
  provides: ['ReviewService'],
  rung: 0,
  surfaces: ['cli'],
  env: [],
  dependsOn: [],
  conflictsWith: [],
} as const satisfies PluginMetadata;
