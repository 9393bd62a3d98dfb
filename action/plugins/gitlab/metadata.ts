import type { PluginMetadata } from '../../core/services/plugin-metadata.ts';

export const metadata = {
  id: 'gitlab',
  name: 'GitLab',
  description: 'Tells a merge request what a review found: one note, and discussions at lines.',
  provides: ['ReviewFeedback'],
  rung: 0,
  surfaces: ['cli'],
  env: [
    {
      name: 'GITLAB_TOKEN',
      description:
        'Access token with the scope `api`, for feedback on merge requests; artifacts need none.',
      required: false,
      secret: true,
      format: 'text',
      fix: 'Make a project access token with the role Reporter and the scope api, and store it as a masked variable.',
    },
    {
      name: 'CI_JOB_TOKEN',
      description:
        "The job's own token. It can not write notes; it is known so that it is kept out of prompts.",
      required: false,
      secret: true,
      format: 'text',
      setByRunner: true,
    },
    {
      name: 'CI_API_V4_URL',
      description: "Address of GitLab's REST API.",
      required: false,
      secret: false,
      format: 'url',
      setByRunner: true,
    },
    {
      name: 'CI_PROJECT_ID',
      description:
        'The project of the job; in the pipeline of a fork not that of the merge request.',
      required: false,
      secret: false,
      format: 'integer',
      setByRunner: true,
    },
  ],
  dependsOn: [],
  conflictsWith: [],
} as const satisfies PluginMetadata;
