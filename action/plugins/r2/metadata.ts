import type { PluginMetadata } from '../../core/services/plugin-metadata.ts';

const fix =
  "Copy it from the R2 page of Cloudflare's dashboard; all four CLOUDFLARE_R2_* belong together.";

export const metadata = {
  id: 'r2',
  name: 'Cloudflare R2',
  description: 'Keeps evidence by its digest, written once and re-hashed when it is read.',
  provides: ['ArtifactsService'],
  rung: 2,
  surfaces: ['propose', 'publish', 'approval-app'],
  env: [
    {
      name: 'CLOUDFLARE_R2_ENDPOINT',
      description: 'S3 address of the account.',
      required: true,
      secret: false,
      format: 'url',
      fix,
    },
    {
      name: 'CLOUDFLARE_R2_BUCKET',
      description: 'Name of the bucket.',
      required: true,
      secret: false,
      format: 'text',
      fix,
    },
    {
      name: 'CLOUDFLARE_R2_ACCESS_KEY_ID',
      description: 'Id of an access key for this bucket.',
      required: true,
      secret: true,
      format: 'text',
      fix,
    },
    {
      name: 'CLOUDFLARE_R2_SECRET_ACCESS_KEY',
      description: "The access key's secret.",
      required: true,
      secret: true,
      format: 'text',
      fix,
    },
  ],
  dependsOn: [],
  conflictsWith: ['evidence-folder'],
} as const satisfies PluginMetadata;
