import { z } from 'zod';
import { createEvidenceStore } from './evidence-store.ts';
import type { ApprovalAppOptions } from './options.ts';

/** A private key; hosts that take no line breaks get them as `\\n`. */
const Pem = z
  .string()
  .transform((text) => text.replaceAll('\\n', '\n'))
  .pipe(z.string().includes('PRIVATE KEY-----', { error: 'not a private key as PEM' }));

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
  GITHUB_APP_ID: z.string().regex(/^\d+$/, 'the number of the GitHub App'),
  GITHUB_PRIVATE_KEY: Pem,
  GITHUB_WEBHOOK_SECRET: z.string().min(16, 'at least 16 characters').optional(),
  CRON_SECRET: z.string().min(16, 'at least 16 characters').optional(),
  PATCHPLANE_SIGNING_KEY: Pem,
  PATCHPLANE_SERVER_KEY: Pem,
  PATCHPLANE_OIDC_AUDIENCE: z.string().min(1),
  PATCHPLANE_APP_URL: z.url(),
  POSTHOG_KEY: z.string().min(1).optional(),
  POSTHOG_HOST: z.url().default('https://us.i.posthog.com'),
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
  return {
    options: {
      convexUrl: known.CONVEX_URL,
      identity: {
        apiUrl: known.WORKOS_API_URL,
        clientId: known.WORKOS_CLIENT_ID,
        clientSecret: known.WORKOS_API_KEY,
      },
      store: createEvidenceStore({ endpoint, bucket, accessKeyId, secretAccessKey }),
      github: {
        apiUrl: known.GITHUB_API_URL,
        appId: known.GITHUB_APP_ID,
        privateKey: known.GITHUB_PRIVATE_KEY,
      },
      server: {
        privateKey: known.PATCHPLANE_SERVER_KEY,
        audience: known.PATCHPLANE_OIDC_AUDIENCE,
      },
      signingKey: known.PATCHPLANE_SIGNING_KEY,
      analytics: known.POSTHOG_KEY
        ? { key: known.POSTHOG_KEY, host: known.POSTHOG_HOST }
        : undefined,
      webhookSecret: known.GITHUB_WEBHOOK_SECRET,
      cronSecret: known.CRON_SECRET,
      port: known.PORT,
      host: known.HOST,
      publicUrl: known.PATCHPLANE_APP_URL,
    },
  };
}
