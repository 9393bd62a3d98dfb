import { Readiness, type ReadinessPart, readinessParts } from '../../domain/readiness.ts';
import { type Check, green, red } from './check.ts';

/** What an approval app says when it is asked from outside, without any key. */
export interface AppAnswers {
  /** Of `/readyz`, as JSON; undefined where nothing answered. */
  readonly readiness: unknown;
  /** Where `/login` sends a browser. */
  readonly login: string | undefined;
  /** Whether the identity provider takes a login like that; undefined where it did not answer. */
  readonly loginTaken: boolean | undefined;
}

export type AskApp = (url: string) => Promise<AppAnswers>;

const timeoutMs = 10_000;

export const askApp: AskApp = async (url) => {
  const get = async (address: string | URL) =>
    await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
  const ready = await get(new URL('/readyz', url)).catch(() => undefined);
  const login = await get(new URL('/login', url)).catch(() => undefined);
  const address = login?.headers.get('location') ?? undefined;
  const taken =
    address && URL.canParse(address) ? await get(address).catch(() => undefined) : undefined;
  return {
    readiness: await ready?.json().catch(() => undefined),
    login: address,
    loginTaken: taken && taken.status < 400 && !isRefusal(taken.headers.get('location')),
  };
};

/** WorkOS shows what is wrong with a login on a host of its own. */
function isRefusal(location: string | null): boolean {
  return location !== null && URL.canParse(location) && new URL(location).host.startsWith('error.');
}

/** What is good, and where docs/deploy.md says how it becomes that. */
const words = {
  ledger: [
    'the ledger takes its token',
    'Step 3: PATCHPLANE_SERVER_JWKS is what print-keys prints of PATCHPLANE_SERVER_KEY, and PATCHPLANE_OIDC_AUDIENCE is the same in both.',
  ],
  evidence: [
    'the evidence store lets it read',
    "Step 5: the app's CLOUDFLARE_R2_* name the bucket that the jobs write to, with a key that may read and delete.",
  ],
  identity: [
    'WorkOS takes its key',
    'Step 2: WORKOS_API_KEY is of the same environment as WORKOS_CLIENT_ID.',
  ],
  'github-app': [
    'GitHub knows its App',
    'Step 4: GITHUB_APP_ID is the number of the App, GITHUB_PRIVATE_KEY a key of it.',
  ],
  'github-permissions': [
    'its App has the permissions that it needs',
    'Step 4: actions: write, members: read, and the event "Workflow run"; whoever installed it accepts them.',
  ],
  'github-webhook': [
    'GitHub delivers to it',
    'Step 4: webhook URL APP/api/github/webhooks, content type application/json, GITHUB_WEBHOOK_SECRET as its secret.',
  ],
} as const satisfies Record<ReadinessPart, readonly [good: string, fix: string]>;

/** Each step of a deployment, as the app answers for it; `pinned`: ids of keys that the folder pins. */
export function checkAppAnswers(
  url: string,
  answers: AppAnswers,
  pinned: readonly string[] | undefined,
): readonly Check[] {
  const read = Readiness.safeParse(answers.readiness);
  if (!read.success)
    return [
      red(
        'app',
        'what answers at PATCHPLANE_APP_URL is no approval app, or one that is not configured',
        'Step 5: start it where PATCHPLANE_APP_URL says; it names every problem of its environment when it starts.',
      ),
    ];
  const { parts, signingKeys } = read.data;
  return [
    ...readinessParts.map((part) => {
      const [good, fix] = words[part];
      const isGood = parts[part] === 'ok';
      return isGood
        ? green(`app-${part}`, `the approval app: ${good}`)
        : red(`app-${part}`, `the approval app does not find that ${good}`, fix);
    }),
    checkLogin(url, answers),
    ...checkSigning(signingKeys, pinned),
  ];
}

function checkLogin(url: string, { login, loginTaken }: AppAnswers): Check {
  const callback = new URL('/callback', url).href;
  const asked = login && URL.canParse(login) ? new URL(login).searchParams : undefined;
  if (asked?.get('redirect_uri') !== callback)
    return red(
      'app-login',
      'its login does not come back to PATCHPLANE_APP_URL',
      `Step 5: the app's own PATCHPLANE_APP_URL is ${new URL(url).origin}.`,
    );
  return loginTaken
    ? green('app-login', 'WorkOS takes a login that comes back to the app')
    : red(
        'app-login',
        'WorkOS does not take a login that comes back to the app',
        `Step 2: add the redirect URI ${callback} to the application of WORKOS_CLIENT_ID.`,
      );
}

function checkSigning(
  signing: readonly string[],
  pinned: readonly string[] | undefined,
): readonly Check[] {
  if (!pinned) return [];
  if (signing.some((key) => pinned.includes(key)))
    return [green('app-signature', 'it signs with a key that this repository pins')];
  const [first = 'none'] = signing;
  return [
    red(
      'app-signature',
      `it signs with ${first.slice(0, 12)}, which this repository does not pin: nothing would be published`,
      'Step 6: commit .github/patchplane-keys.json as print-keys prints it of the PATCHPLANE_SIGNING_KEY in use.',
    ),
  ];
}
