import { z } from 'zod';
import type { Readiness, ReadinessPart } from '../../action/domain/readiness.ts';
import { boundedFetch } from './bounded-fetch.ts';
import type { GitHubApi } from './github/github-api.ts';
import type { ApprovalAppOptions } from './options.ts';
import type { ServerLedger } from './server-ledger.ts';
import type { Signer } from './signer.ts';

export interface ReadinessQuestions {
  readonly serverLedger: Pick<ServerLedger, 'due'>;
  readonly github: Pick<GitHubApi, 'ask' | 'appToken'>;
  readonly signer: Pick<Signer, 'keyId'>;
  readonly options: Pick<ApprovalAppOptions, 'identity' | 'store' | 'publicUrl' | 'webhookSecret'>;
  readonly now?: () => number;
}

const freshMs = 10_000;

/** Looks at most every ten seconds, whoever asks and however often; several at once wait for one look. */
export function createReadiness(questions: ReadinessQuestions): () => Promise<Readiness> {
  const { now = Date.now } = questions;
  let last: { readonly at: number; readonly answer: Promise<Readiness> } | undefined;
  return async () => {
    if (!last || now() - last.at >= freshMs) last = { at: now(), answer: look(questions) };
    return await last.answer;
  };
}

async function look(questions: ReadinessQuestions): Promise<Readiness> {
  const { serverLedger, options, github, signer } = questions;
  const [ledger, evidence, identity, app, permissions, webhook] = await Promise.all([
    stateOf(async () => void (await serverLedger.due(1))),
    stateOf(options.store.reachable),
    stateOf(() => askIdentity(options.identity)),
    stateOf(async () => void (await askApp(github))),
    stateOf(async () => requirePermissions(await askApp(github))),
    stateOf(() => requireWebhook(github, options)),
  ]);
  const parts = {
    ...{ ledger, evidence, identity },
    ...{ 'github-app': app, 'github-permissions': permissions, 'github-webhook': webhook },
  } satisfies Record<ReadinessPart, State>;
  const isReady = Object.values(parts).every((state) => state === 'ok');
  return { status: isReady ? 'ready' : 'not-ready', parts, signingKeys: [signer.keyId] };
}

type State = Readiness['parts'][ReadinessPart];

/** Why something failed stays here: whoever asks is told that it did. */
async function stateOf(question: () => Promise<void>): Promise<State> {
  try {
    await question();
    return 'ok';
  } catch {
    return 'failed';
  }
}

/** Memberships of nobody: another key than WorkOS's own is refused, and nothing is told. */
async function askIdentity({
  apiUrl,
  clientSecret,
}: ApprovalAppOptions['identity']): Promise<void> {
  const url = new URL('/user_management/organization_memberships', apiUrl);
  url.search = new URLSearchParams({ user_id: 'user_readiness', limit: '1' }).toString();
  const answer = await boundedFetch(url, { headers: { authorization: `Bearer ${clientSecret}` } });
  await answer.body?.cancel();
  if ([401, 403].includes(answer.status) || answer.status >= 500)
    throw new Error(`the identity provider answered HTTP ${answer.status}`);
}

const App = z.looseObject({
  permissions: z.record(z.string(), z.string()),
  events: z.array(z.string()),
});

/** https://docs.github.com/en/rest/apps/apps#get-the-authenticated-app */
async function askApp({ ask, appToken }: ReadinessQuestions['github']) {
  return App.parse(await ask('/app', await appToken()));
}

/** As docs/deploy.md has it: workflows are started, and their ends are heard of. */
function requirePermissions({ permissions, events }: z.infer<typeof App>): void {
  const missing = [
    permissions['actions'] !== 'write' && 'actions: write',
    !permissions['members'] && 'members: read',
    !events.includes('workflow_run') && 'event workflow_run',
  ].filter(Boolean);
  if (missing.length > 0) throw new Error(`the App lacks ${missing.join(', ')}`);
}

const Hook = z.looseObject({ url: z.string(), content_type: z.string() });

/** https://docs.github.com/en/rest/apps/webhooks#get-a-webhook-configuration-for-an-app */
async function requireWebhook(
  { ask, appToken }: ReadinessQuestions['github'],
  { publicUrl = '', webhookSecret }: ReadinessQuestions['options'],
): Promise<void> {
  const hook = Hook.parse(await ask('/app/hook/config', await appToken()));
  const ours = URL.canParse(publicUrl) && new URL('/api/github/webhooks', publicUrl).href;
  if (hook.url !== ours || hook.content_type !== 'json' || !webhookSecret)
    throw new Error('GitHub does not deliver to this app');
}
