import type { PluginMetadata } from '../../core/services/plugin-metadata.ts';

export const metadata = {
  id: 'gitleaks',
  name: 'Gitleaks',
  description:
    "Looks for credentials in what a patch adds with Gitleaks, where it is on the job's PATH.",
  provides: ['SecretScanner'],
  rung: 0,
  surfaces: ['propose'],
  env: [],
  dependsOn: [],
  conflictsWith: [],
} as const satisfies PluginMetadata;
