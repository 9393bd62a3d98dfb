import type { PluginMetadata } from '../../core/services/plugin-metadata.ts';

export const metadata = {
  id: 'secretlint',
  name: 'Secretlint',
  description: "Looks for credentials in what a patch adds, by Secretlint's rules beside our own.",
  provides: ['SecretScanner'],
  rung: 0,
  surfaces: ['propose'],
  env: [],
  dependsOn: [],
  conflictsWith: [],
} as const satisfies PluginMetadata;
