import type { PluginMetadata } from '../../core/services/plugin-metadata.ts';

export const metadata = {
  id: 'git',
  name: 'Git',
  description:
    'Derives patch, result tree and changed paths on the trusted side, with plumbing in a bare repository of its own.',
  provides: ['SourceControlService'],
  rung: 0,
  surfaces: ['propose', 'publish'],
  env: [
    {
      name: 'PATCHPLANE_CLONE_TOKEN',
      description:
        'A token that can read this one repository and nothing else, for the checkout in a sandbox; without it the job token clones. Never stored in the sandbox.',
      required: false,
      secret: true,
      format: 'text',
    },
  ],
  dependsOn: [],
  conflictsWith: [],
} as const satisfies PluginMetadata;
