import type { PluginMetadata } from '../../core/services/plugin-metadata.ts';

export const metadata = {
  id: 'github-artifacts',
  name: 'GitHub workflow artifacts',
  description: "Fetches a run's bundle into the publish job, by run and digest.",
  provides: ['ArtifactsService'],
  rung: 1,
  surfaces: ['publish'],
  env: [
    {
      name: 'PATCHPLANE_PROPOSE_WORKFLOWS',
      description:
        "Workflow files whose runs may have made a bundle, with commas between them, beside the publish job's own.",
      required: false,
      secret: false,
      format: 'workflow-list',
      defaultValue: '.github/workflows/patchplane.yml',
      fix: 'Name them by their place in the repository, as .github/workflows/patchplane.yml.',
    },
  ],
  dependsOn: ['github', 'evidence-folder'],
  conflictsWith: [],
} as const satisfies PluginMetadata;
