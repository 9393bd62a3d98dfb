import type { PluginMetadata } from '../../core/services/plugin-metadata.ts';

export const metadata = {
  id: 'pi',
  name: 'Pi',
  description: 'Runs the Pi coding agent inside a sandbox and translates what it says.',
  provides: ['RuntimeService'],
  rung: 0,
  surfaces: ['propose'],
  env: [],
  dependsOn: ['daytona', 'model-route'],
  conflictsWith: [],
} as const satisfies PluginMetadata;
