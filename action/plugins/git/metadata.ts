import type { PluginMetadata } from '../../core/services/plugin-metadata.ts';

export const metadata = {
  id: 'git',
  name: 'Git',
  description:
    'Derives patch, result tree and changed paths on the trusted side, with plumbing in a bare repository of its own.',
  provides: ['SourceControlService'],
  rung: 0,
  surfaces: ['propose', 'publish'],
  env: [],
  dependsOn: [],
  conflictsWith: [],
} as const satisfies PluginMetadata;
