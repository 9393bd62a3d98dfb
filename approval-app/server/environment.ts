import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import type { AppVariable } from './environment-table.ts';
import { fixes } from './environment-table.ts';
import { createEvidenceStore } from './evidence-store.ts';
import type { ApprovalAppOptions } from './options.ts';

/** PEM of a private key of one kind; hosts that take no line breaks get them as `\\n`. */
function pem(type: 'rsa' | 'ec' | 'ed25519', what: string) {
  const isOne = (text: string) => {
    try {
      return createPrivateKey(text).asymmetricKeyType === type;
    } catch {
      return false;
    }
  };
  return z
    .string()
    .transform((text) => text.replaceAll('\\n', '\n'))
    .pipe(z.string().refine(isOne, { error: `is not ${what} in PEM` }));
}

const url = z.url({ protocol: /^https?$/, error: 'is not an http or https address' });
const longEnough = (characters: number) =>
  z.string().min(characters, { error: `has fewer than ${characters} characters` });
const text = z.string().min(1);

/** Every variable of the app, as zod sees it; `environment-table.ts` has the words for each. */
const Variables = z.object({
  PATCHPLANE_APP_URL: url.refine(isPlainOrigin, {
    error: 'is not the plain https address of the app (http on loopback only)',
  }),
  CONVEX_URL: url,
  PATCHPLANE_OIDC_AUDIENCE: text,
  PATCHPLANE_SERVER_KEY: pem('ec', 'a P-256 private key'),
  PATCHPLANE_SIGNING_KEY: pem('ed25519', 'an Ed25519 private key'),
  WORKOS_CLIENT_ID: text,
  WORKOS_API_KEY: text,
  WORKOS_COOKIE_PASSWORD: longEnough(32),
  WORKOS_WEBHOOK_SECRET: longEnough(16).optional(),
  WORKOS_REDIRECT_URI: url.optional(),
  WORKOS_API_URL: url.default('https://api.workos.com'),
  GITHUB_APP_ID: z.string().regex(/^\d{1,20}$/, { error: 'is not the number of a GitHub App' }),
  GITHUB_PRIVATE_KEY: pem('rsa', "the App's RSA private key"),
  GITHUB_WEBHOOK_SECRET: longEnough(16).optional(),
  GITHUB_API_URL: url.default('https://api.github.com'),
  CLOUDFLARE_R2_ENDPOINT: url,
  CLOUDFLARE_R2_BUCKET: text,
  CLOUDFLARE_R2_ACCESS_KEY_ID: text,
  CLOUDFLARE_R2_SECRET_ACCESS_KEY: text,
  CRON_SECRET: longEnough(16).optional(),
  POSTHOG_KEY: text.optional(),
  POSTHOG_HOST: url.default('https://us.i.posthog.com'),
} satisfies Record<AppVariable, z.ZodType>);

/** People who are told another address than the one they come back to can not sign in. */
const Environment = Variables.refine(
  ({ WORKOS_REDIRECT_URI: told, PATCHPLANE_APP_URL }) =>
    told === undefined || told === new URL('/callback', PATCHPLANE_APP_URL).href,
  { path: ['WORKOS_REDIRECT_URI'], error: 'is not the /callback of PATCHPLANE_APP_URL' },
);

/** What is wrong with one variable: which, why, and what to do. No value is ever in it. */
export interface EnvironmentProblem {
  readonly variable: string;
  readonly reason: string;
  readonly fix: string;
}

/**
 * [CFG-06] [CFG-07] [CFG-08] Options from an environment, or every problem with it at once. An empty
 * variable is one that is not set: hosts have no other way to take one back.
 */
export function readEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): { readonly options: ApprovalAppOptions } | { readonly problems: readonly EnvironmentProblem[] } {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value));
  const read = Environment.safeParse(set);
  if (!read.success) return { problems: read.error.issues.map((issue) => problemOf(issue, set)) };
  return { options: optionsOf(read.data) };
}

/** One line each, for a log or an error. */
export function problemLines(problems: readonly EnvironmentProblem[]): readonly string[] {
  return problems.map(({ variable, reason, fix }) => `${variable} ${reason}. ${fix}`);
}

function problemOf(
  { path, message }: z.core.$ZodIssue,
  set: Readonly<Record<string, unknown>>,
): EnvironmentProblem {
  const variable = path.map(String).join('.');
  const reason = set[variable] === undefined ? 'is missing' : message;
  return { variable, reason, fix: fixes.get(variable) ?? '' };
}

/** Cookies and requests are bound to an origin; a path in it would be lost without a word. */
function isPlainOrigin(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, pathname, search, hash, username } = new URL(address);
  if (pathname !== '/' || search !== '' || hash !== '' || username !== '') return false;
  return protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

function optionsOf(known: z.output<typeof Environment>): ApprovalAppOptions {
  return {
    convexUrl: known.CONVEX_URL,
    identity: {
      apiUrl: known.WORKOS_API_URL,
      clientId: known.WORKOS_CLIENT_ID,
      clientSecret: known.WORKOS_API_KEY,
    },
    store: createEvidenceStore({
      endpoint: known.CLOUDFLARE_R2_ENDPOINT,
      bucket: known.CLOUDFLARE_R2_BUCKET,
      accessKeyId: known.CLOUDFLARE_R2_ACCESS_KEY_ID,
      secretAccessKey: known.CLOUDFLARE_R2_SECRET_ACCESS_KEY,
    }),
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
    analytics: known.POSTHOG_KEY ? { key: known.POSTHOG_KEY, host: known.POSTHOG_HOST } : undefined,
    webhookSecret: known.GITHUB_WEBHOOK_SECRET,
    identityWebhookSecret: known.WORKOS_WEBHOOK_SECRET,
    cronSecret: known.CRON_SECRET,
    port: 0,
    publicUrl: known.PATCHPLANE_APP_URL,
  };
}
