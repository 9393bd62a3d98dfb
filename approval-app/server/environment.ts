import { z } from 'zod';
import type { ApprovalAppOptions } from './options.ts';
import { createEvidenceReader } from './r2-evidence.ts';

const Environment = z.object({
  CONVEX_URL: z.url(),
  WORKOS_CLIENT_ID: z.string().min(1),
  WORKOS_API_KEY: z.string().min(1),
  WORKOS_API_URL: z.url().default('https://api.workos.com'),
  CLOUDFLARE_R2_ENDPOINT: z.url(),
  CLOUDFLARE_R2_BUCKET: z.string().min(1),
  CLOUDFLARE_R2_ACCESS_KEY_ID: z.string().min(1),
  CLOUDFLARE_R2_SECRET_ACCESS_KEY: z.string().min(1),
  GITHUB_API_URL: z.url().default('https://api.github.com'),
  PATCHPLANE_DISPATCH_TOKEN: z.string().min(1),
  PATCHPLANE_REPOSITORY: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  PATCHPLANE_PUBLISH_WORKFLOW: z.string().default('patchplane-publish.yml'),
  PATCHPLANE_PUBLISH_REF: z.string().default('main'),
  PATCHPLANE_APP_URL: z.url(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3_000),
  HOST: z.string().default('127.0.0.1'),
});

/** Options from an environment, or every problem with it in one line each. */
export function readEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): { readonly options: ApprovalAppOptions } | { readonly problems: readonly string[] } {
  const read = Environment.safeParse(environment);
  if (!read.success)
    return {
      problems: read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
    };
  const {
    CLOUDFLARE_R2_ENDPOINT: endpoint,
    CLOUDFLARE_R2_BUCKET: bucket,
    CLOUDFLARE_R2_ACCESS_KEY_ID: accessKeyId,
    CLOUDFLARE_R2_SECRET_ACCESS_KEY: secretAccessKey,
    ...known
  } = read.data;
  const [owner = '', repo = ''] = known.PATCHPLANE_REPOSITORY.split('/');
  return {
    options: {
      convexUrl: known.CONVEX_URL,
      identity: {
        apiUrl: known.WORKOS_API_URL,
        clientId: known.WORKOS_CLIENT_ID,
        clientSecret: known.WORKOS_API_KEY,
      },
      artifacts: createEvidenceReader({ endpoint, bucket, accessKeyId, secretAccessKey }),
      dispatch: {
        apiUrl: known.GITHUB_API_URL,
        token: known.PATCHPLANE_DISPATCH_TOKEN,
        owner,
        repo,
        workflow: known.PATCHPLANE_PUBLISH_WORKFLOW,
        ref: known.PATCHPLANE_PUBLISH_REF,
      },
      port: known.PORT,
      host: known.HOST,
      publicUrl: known.PATCHPLANE_APP_URL,
    },
  };
}
