import type { PluginMetadata } from '../../core/services/plugin-metadata.ts';

/** A variable of the job that the runner sets. */
const fromRunner = {
  secret: false,
  setByRunner: true,
  fix: 'The runner sets it; do not set it yourself.',
} as const;

export const metadata = {
  id: 'github',
  name: 'GitHub',
  description:
    'Reads events, repositories and people; writes reactions, comments, checks and, in the publish job, branches and draft pull requests.',
  provides: ['SourceControlService', 'GitHubWebhookService'],
  rung: 1,
  surfaces: ['propose', 'publish', 'approval-app', 'cli'],
  env: [
    {
      name: 'GITHUB_TOKEN',
      description: 'What the job may do on the repository.',
      required: true,
      secret: true,
      format: 'text',
      fix: 'The action passes its `github-token` input on; elsewhere set it to a token of the repository.',
    },
    {
      name: 'GITHUB_API_URL',
      description: 'Address of the REST API.',
      required: false,
      format: 'url',
      defaultValue: 'https://api.github.com',
      ...fromRunner,
    },
    {
      name: 'GITHUB_SERVER_URL',
      description: 'Address that repositories are cloned from.',
      required: false,
      format: 'url',
      defaultValue: 'https://github.com',
      ...fromRunner,
    },
    {
      name: 'GITHUB_REPOSITORY',
      description: 'The repository, as owner/name.',
      required: true,
      format: 'full-name',
      ...fromRunner,
    },
    {
      name: 'GITHUB_REPOSITORY_ID',
      description: "The repository's number, which stays when its name changes.",
      required: true,
      format: 'integer',
      ...fromRunner,
    },
    {
      name: 'GITHUB_EVENT_NAME',
      description: 'Which event fired the job.',
      required: true,
      format: 'text',
      ...fromRunner,
    },
    {
      name: 'GITHUB_EVENT_PATH',
      description: "The file that holds the event's payload.",
      required: true,
      format: 'text',
      ...fromRunner,
    },
    {
      name: 'GITHUB_RUN_ID',
      description: 'Number of the workflow run, for the record.',
      required: false,
      format: 'integer',
      ...fromRunner,
    },
    {
      name: 'GITHUB_RUN_ATTEMPT',
      description: 'Which attempt of the workflow run this is.',
      required: false,
      format: 'integer',
      ...fromRunner,
    },
    {
      name: 'GITHUB_WORKFLOW_REF',
      description: 'The workflow file and the ref that it was taken from.',
      required: false,
      format: 'text',
      ...fromRunner,
    },
    {
      name: 'GITHUB_REF',
      description: 'The ref that the job runs from; publishing needs the default branch.',
      required: false,
      format: 'text',
      ...fromRunner,
    },
    {
      name: 'GITHUB_TRIGGERING_ACTOR',
      description: 'Login of whoever started this attempt; a re-run can be by somebody else.',
      required: false,
      format: 'text',
      ...fromRunner,
    },
    {
      name: 'PATCHPLANE_MARKER_KEY',
      description: "Signs the hidden markers of PatchPlane's comments; at least 16 characters.",
      required: false,
      secret: true,
      format: 'text',
      fix: 'Make one with `openssl rand -hex 32` and store it as a secret.',
    },
  ],
  dependsOn: [],
  conflictsWith: [],
} as const satisfies PluginMetadata;
