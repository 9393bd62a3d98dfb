import type { PluginMetadata } from '../../core/services/plugin-metadata.ts';

export const metadata = {
  id: 'comment-approval',
  name: 'Comment approval',
  description: 'A permitted person decides with `/patchplane approve <digest>` in a comment.',
  provides: ['DecisionSource'],
  rung: 1,
  surfaces: ['publish'],
  env: [],
  dependsOn: ['github'],
  conflictsWith: ['convex'],
} as const satisfies PluginMetadata;
