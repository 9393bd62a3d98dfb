/** The app's variables in words: name, what it is, whether it is needed, whether it is secret, where a person gets it. */
export const appVariables = [
  [
    'PATCHPLANE_APP_URL',
    'where people reach the app',
    'yes',
    false,
    'Set it to https://, the host and nothing else.',
  ],
  [
    'CONVEX_URL',
    'the ledger',
    'yes',
    false,
    "Copy the deployment's URL from Convex's dashboard (docs/deploy.md, step 3).",
  ],
  [
    'PATCHPLANE_OIDC_AUDIENCE',
    'whom tokens toward the ledger are for; the same there',
    'yes',
    false,
    'Set the same in the ledger (step 3) and in the jobs (step 6).',
  ],
  [
    'PATCHPLANE_SERVER_KEY',
    "the server's own identity toward the ledger: P-256, PEM",
    'yes',
    true,
    'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 (step 1).',
  ],
  [
    'PATCHPLANE_SIGNING_KEY',
    'signs decisions: Ed25519, PEM',
    'yes',
    true,
    'openssl genpkey -algorithm ed25519 (step 1).',
  ],
  [
    'WORKOS_CLIENT_ID',
    'the application at WorkOS',
    'yes',
    false,
    "Copy it from WorkOS's dashboard (step 2).",
  ],
  [
    'WORKOS_API_KEY',
    'its key, of the same environment',
    'yes',
    true,
    "Copy it from WorkOS's dashboard (step 2).",
  ],
  [
    'WORKOS_COOKIE_PASSWORD',
    'seals session cookies: 32 characters or more',
    'yes',
    true,
    'openssl rand -hex 32 (step 1).',
  ],
  [
    'WORKOS_WEBHOOK_SECRET',
    'of its webhook, which tells of revoked sessions: 16 characters or more; without it none is taken',
    'no',
    true,
    "Copy it from the webhook in WorkOS's dashboard (step 2).",
  ],
  [
    'WORKOS_REDIRECT_URI',
    'where WorkOS sends people back to; `/callback` of the app, set or not',
    'no',
    false,
    'Leave it out, or set it to PATCHPLANE_APP_URL with /callback, as at WorkOS (step 2).',
  ],
  ['WORKOS_API_URL', 'another WorkOS than the real one, for tests', 'no', false, 'Leave it out.'],
  [
    'GITHUB_APP_ID',
    'the GitHub App',
    'yes',
    false,
    "Copy the App ID from the App's settings (step 4).",
  ],
  [
    'GITHUB_PRIVATE_KEY',
    'its private key: RSA, PEM',
    'yes',
    true,
    "Generate a private key in the App's settings (step 4).",
  ],
  [
    'GITHUB_WEBHOOK_SECRET',
    'of its webhook: 16 characters or more; without it none is taken',
    'no',
    true,
    "Set the same in the App's settings (step 4).",
  ],
  [
    'GITHUB_API_URL',
    'the API of a GitHub Enterprise Server',
    'no',
    false,
    'Leave it out for github.com.',
  ],
  [
    'CLOUDFLARE_R2_ENDPOINT',
    'the evidence store, as the jobs have it',
    'yes',
    false,
    'https://ACCOUNT.r2.cloudflarestorage.com (step 5).',
  ],
  [
    'CLOUDFLARE_R2_BUCKET',
    'its bucket',
    'yes',
    false,
    'The name of the bucket that the jobs write to (step 5).',
  ],
  [
    'CLOUDFLARE_R2_ACCESS_KEY_ID',
    'a key that reads and lists objects, and deletes them for retention',
    'yes',
    true,
    "Make an API token for that bucket in Cloudflare's dashboard (step 5).",
  ],
  [
    'CLOUDFLARE_R2_SECRET_ACCESS_KEY',
    'its secret',
    'yes',
    true,
    "Make an API token for that bucket in Cloudflare's dashboard (step 5).",
  ],
  [
    'CRON_SECRET',
    'opens `/api/maintenance` to the cron: 16 characters or more; the same in the ledger',
    'no',
    true,
    'openssl rand -hex 32 (step 1).',
  ],
  [
    'POSTHOG_KEY',
    'product analytics; off without it',
    'no',
    false,
    'Leave it out, or copy the project API key.',
  ],
  ['POSTHOG_HOST', 'where they go', 'no', false, 'Leave it out for https://us.i.posthog.com.'],
] as const satisfies readonly (readonly [string, string, 'yes' | 'no', boolean, string])[];
export type AppVariable = (typeof appVariables)[number][0];

/** Read elsewhere, each where it says: nothing is wrong without them. */
export const otherVariables = [
  ['PORT`, `HOSTNAME', "where Next's server listens", 'no', false],
  ['PATCHPLANE_APP_NOTICE', 'a line above every page, such as that this is staging', 'no', false],
  ['SENTRY_DSN`, `SENTRY_ENVIRONMENT', 'where bugs are told, by class and place only', 'no', false],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'where spans go', 'no', false],
  [
    'ANTHROPIC_API_KEY`, `OPENAI_API_KEY',
    "what `/api/model` serves jobs with: any provider's variables of [configuration.md](configuration.md#variables)",
    'no',
    true,
  ],
] as const satisfies readonly (readonly [string, string, 'yes' | 'no', boolean])[];

export const fixes: ReadonlyMap<string, string> = new Map(
  appVariables.map(([name, , , , fix]) => [name, fix]),
);

/** The table of docs/operations.md. */
export function drawAppVariables(): string {
  const rows = [...appVariables, ...otherVariables].map(
    ([name, what, needed, secret]) =>
      `| \`${name}\` | ${what} | ${needed} | ${secret ? 'yes' : 'no'} |`,
  );
  return ['| variable | what | needed | secret |', '|---|---|---|---|', ...rows].join('\n');
}
