import { createPolicyService } from '../core/policy/policy-service.ts';
import { createConvexStorage } from '../plugins/convex/create-convex-storage.ts';
import { createTrustedGit } from '../plugins/git/create-trusted-git.ts';
import { createIdToken } from '../plugins/github-oidc/id-token.ts';
import { createJobLog } from '../plugins/job-log/job-log.ts';
import { createNoAnalytics } from '../plugins/job-log/no-analytics.ts';
import { createR2 } from '../plugins/r2/create-r2.ts';
import type { CommonInputs } from './inputs.ts';

/** What both jobs have: git on the trusted side, evidence, ledger, policy, log. */
export function shared(inputs: CommonInputs) {
  return {
    git: createTrustedGit({
      cloneUrl: (owner, name) => `${inputs.GITHUB_SERVER_URL}/${owner}/${name}.git`,
      token: inputs.GITHUB_TOKEN,
    }),
    artifacts: createR2({
      endpoint: inputs.CLOUDFLARE_R2_ENDPOINT,
      bucket: inputs.CLOUDFLARE_R2_BUCKET,
      accessKeyId: inputs.CLOUDFLARE_R2_ACCESS_KEY_ID,
      secretAccessKey: inputs.CLOUDFLARE_R2_SECRET_ACCESS_KEY,
    }),
    storage: createConvexStorage({
      url: inputs.CONVEX_URL,
      token: createIdToken({
        requestUrl: inputs.ACTIONS_ID_TOKEN_REQUEST_URL,
        requestToken: inputs.ACTIONS_ID_TOKEN_REQUEST_TOKEN,
        audience: inputs.PATCHPLANE_OIDC_AUDIENCE,
      }),
    }),
    policy: createPolicyService(),
    telemetry: createJobLog({
      format: inputs.PATCHPLANE_LOG,
      write: (line) => process.stdout.write(`${line}\n`),
      writeError: (line) => process.stderr.write(`${line}\n`),
      secrets: secretsOf(inputs),
    }),
    analytics: createNoAnalytics(),
  };
}

export function githubAccess(inputs: CommonInputs) {
  return { token: inputs.GITHUB_TOKEN, apiUrl: inputs.GITHUB_API_URL };
}

export function secretsOf(inputs: CommonInputs): string[] {
  return [
    inputs.GITHUB_TOKEN,
    inputs.ACTIONS_ID_TOKEN_REQUEST_TOKEN,
    inputs.CLOUDFLARE_R2_ACCESS_KEY_ID,
    inputs.CLOUDFLARE_R2_SECRET_ACCESS_KEY,
  ];
}

export function repositoryOf(inputs: CommonInputs) {
  const [owner = '', name = ''] = inputs.GITHUB_REPOSITORY.split('/');
  return { externalId: inputs.GITHUB_REPOSITORY_ID, owner, name };
}

export function runUrlOf({ PATCHPLANE_APP_URL: app }: CommonInputs) {
  return (runId: string) => (app ? new URL(`/runs/${runId}`, app).href : undefined);
}
