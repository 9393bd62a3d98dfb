import type { PluginMetadata } from '../../core/services/plugin-metadata.ts';

export const metadata = {
  id: 'review-analyzers',
  name: 'Review analyzers',
  description:
    'Parses changed JSON, YAML and TOML before a review with `AI_REVIEW_CONTEXT_MODE=diff+semantic`; runs nothing of the repository.',
  provides: ['ReviewService'],
  rung: 0,
  surfaces: ['cli'],
  env: [],
  dependsOn: [],
  conflictsWith: [],
} as const satisfies PluginMetadata;
