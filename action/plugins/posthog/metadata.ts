import type { PluginMetadata } from '../../core/services/plugin-metadata.ts';

export const metadata = {
  id: 'posthog',
  name: 'PostHog',
  description:
    'Seven events of product analytics: ids, counts and words of ours. Off without a key.',
  provides: ['AnalyticsService'],
  rung: 0,
  surfaces: ['propose', 'publish', 'approval-app'],
  env: [
    {
      name: 'POSTHOG_KEY',
      description: 'Project key of PostHog.',
      required: false,
      secret: true,
      format: 'text',
      fix: "Copy it from the project's settings in PostHog.",
    },
    {
      name: 'POSTHOG_HOST',
      description: 'Address of PostHog.',
      required: false,
      secret: false,
      format: 'url',
      defaultValue: 'https://us.i.posthog.com',
    },
  ],
  dependsOn: [],
  conflictsWith: [],
} as const satisfies PluginMetadata;
