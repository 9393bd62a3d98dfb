/** What the runner sets, and nothing else. */
export const fromRunner = {
  GITHUB_TOKEN: 'a-token-of-the-job',
  GITHUB_REPOSITORY: 'acme/shop',
  GITHUB_REPOSITORY_ID: '4711',
  GITHUB_EVENT_NAME: 'issues',
  GITHUB_EVENT_PATH: '/runner/event.json',
  GITHUB_RUN_ID: '1000',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_WORKFLOW_REF: 'acme/shop/.github/workflows/patchplane.yml@refs/heads/main',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_TRIGGERING_ACTOR: 'ada',
  RUNNER_TEMP: '/runner/temp',
} as const;

export const openai = {
  PATCHPLANE_AGENT_PROVIDER: 'openai',
  PATCHPLANE_AGENT_MODEL: 'a-model',
  OPENAI_API_KEY: 'key-of-openai',
} as const;

export const r2 = {
  CLOUDFLARE_R2_ENDPOINT: 'https://evidence.example',
  CLOUDFLARE_R2_BUCKET: 'evidence',
  CLOUDFLARE_R2_ACCESS_KEY_ID: 'id-of-the-key',
  CLOUDFLARE_R2_SECRET_ACCESS_KEY: 'secret-of-the-key',
} as const;

export const convex = {
  CONVEX_URL: 'https://ledger.example',
  PATCHPLANE_OIDC_AUDIENCE: 'patchplane',
  PATCHPLANE_APP_URL: 'https://app.example',
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.example/?api-version=2.0',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'token-for-the-token',
} as const;

export const route = {
  PATCHPLANE_AGENT_PROVIDER: 'cassette',
  PATCHPLANE_AGENT_MODEL: 'scripted-1',
  PATCHPLANE_MODEL_ROUTE_URL: 'https://route.example',
  PATCHPLANE_MODEL_ROUTE_KEY: 'key-of-the-route',
  PATCHPLANE_MODEL_ROUTE_INSIDE_URL: 'http://127.0.0.1:8080/v1',
} as const;
