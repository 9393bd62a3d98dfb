import { createHmac, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { GitHubEvent } from '../../action/embedded/github/forge.ts';
import { newSigningKey } from '../../approval-app/embedded/new-keys.ts';
import { createInstallationApi } from '../../approval-app/server/api/installation-api.ts';
import { createWebhookApi } from '../../approval-app/server/api/webhook-api.ts';
import { type AppServices, createAppServices } from '../../approval-app/server/app-services.ts';
import { handlesOf } from '../../approval-app/server/github/code-owners.ts';
import type { Session } from '../../approval-app/server/session.ts';
import { sessionOfToken } from '../../approval-app/server/session-of-token.ts';
import { undescribed } from '../embedded/github/calls.ts';
import { type GitHubFixture, startSampleGitHub } from '../embedded/github/github-fixture.ts';
import { ledgerClient } from './ledger-client.ts';
import {
  audience,
  clientId,
  type LedgerHouse,
  proposeClaims,
  startLedgerHouse,
} from './ledger-house.ts';

const slug = 'patchplane-approval';
const installationId = '515151';
const secret = 'a secret for webhooks';
const keys = generateKeyPairSync('rsa', {
  modulusLength: 2_048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
/** The people of the ledger's house as GitHub has them: their numbers are what they are linked by. */
const [rae, olga] = [
  { login: 'rae', id: 500, type: 'User', permission: 'write' },
  { login: 'olga', id: 504, type: 'User', permission: 'admin' },
] as const;
const organization = {
  members: [
    { login: 'olga', role: 'admin', state: 'active' },
    { login: 'rae', role: 'member', state: 'active' },
  ],
  teams: [
    { slug: 'core', members: [{ login: 'rae', role: 'member', state: 'active' }] },
    { slug: 'invited', members: [{ login: 'rae', role: 'member', state: 'pending' }] },
  ],
} as const;
const pagination = { repositoryId: 'github:814523001', owner: 'acme', repo: 'pagination' };

describe('[GHB-01] the installation of the GitHub App', () => {
  let house: LedgerHouse;
  let forge: GitHubFixture;
  let services: AppServices;
  beforeAll(async () => {
    const app = { slug, id: 17, installationId: Number(installationId), publicKey: keys.publicKey };
    const permissions = { metadata: 'read', actions: 'write', members: 'read' } as const;
    house = await startLedgerHouse();
    forge = await startSampleGitHub(undefined, {
      users: [
        { login: 'acme', id: 70_112_233, type: 'Organization', permission: 'admin' },
        ...[rae, olga],
      ],
      tokens: [],
      organization,
      apps: [{ ...app, permissions }],
    });
    services = servicesOf(house, forge);
  });
  afterAll(async () => {
    await house.close();
    await forge.stop();
  });

  const signedIn = async (role: string) =>
    sessionOfToken(await house.people.mintAccessToken(`user_${role}`), role);
  const api = () => createInstallationApi(services, () => 'https://app.test');
  /** What GitHub gets to hand back, for somebody who begins in this session. */
  const begun = async (session: Session) => {
    const request = new Request('https://app.test/github/install');
    const answer = await api().begin(request, { session, params: {} });
    const page = new URL(answer.headers.get('location') ?? '');
    expect([answer.status, page.pathname]).toEqual([303, `/apps/${slug}/installations/new`]);
    return page.searchParams.get('state') ?? '';
  };
  const returned = async (session: Session, query: Record<string, string>) =>
    await api().setup(
      new Request(`https://app.test/github/setup?${new URLSearchParams(query).toString()}`),
      { session, params: {} },
    );
  const setUp = async (role: string, asked = installationId) => {
    const session = await signedIn(role);
    return await returned(session, { installation_id: asked, state: await begun(session) });
  };
  /** Delivers what GitHub sends, and waits for what is done about it. */
  const deliver = async ({ name, payload }: GitHubEvent) => {
    const body = JSON.stringify(payload);
    const work: Promise<void>[] = [];
    const { receive } = createWebhookApi({
      ...{ services, secret, log: () => undefined },
      settle: (each) => void work.push(each),
    });
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    const answer = await receive(
      new Request('https://app.test/api/github/webhooks', {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'x-github-delivery': crypto.randomUUID(),
          'x-github-event': name,
          'x-hub-signature-256': `sha256=${signature}`,
        },
      }),
      { session: undefined, params: {} },
    );
    expect(answer.status).toBe(202);
    await Promise.all(work);
  };
  const owner = async () =>
    ledgerClient(house, await house.people.mintAccessToken('user_owner', { org_id: 'org_acme' }));
  const enrol = async () =>
    await (await owner()).mutation('repositories:enrol', {
      repositoryId: pagination.repositoryId,
      proposeWorkflows: ['patchplane.yml'],
      publishWorkflows: ['publish.yml'],
    });
  /** Whether a job of the repository is let in. */
  const job = async () =>
    await house
      .storage({
        ...proposeClaims,
        ...{ repository: 'acme/pagination', repository_id: '814523001' },
        repository_owner_id: '70112233',
        job_workflow_ref: 'acme/pagination/.github/workflows/patchplane.yml@refs/heads/main',
      })
      .listRecentWorkflowStarts(1)
      .then(
        () => 'let in',
        (error: unknown) => String(Reflect.get(Object(error), 'code')),
      );

  it.each([
    ['of somebody who does not govern the account', 'reviewer', installationId, 403],
    ['of somebody whom GitHub does not know', 'viewer', installationId, 403],
    ['that does not exist', 'owner', '9', 403],
    ['that is no number', 'owner', '5;drop', 400],
  ])('is not connected by a set-up %s', async (_, role, asked, status) => {
    expect((await setUp(role, asked)).status).toBe(status);
    expect(await job()).toBe('auth');
  });

  const unsigned = (state: string) => {
    const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    return `${none}.${state.split('.')[1]}.`;
  };
  const begunLongAgo = async (session: Session) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 61 * 60_000 });
    const state = await services.installationStates.issue(session);
    vi.useRealTimers();
    return state ?? '';
  };
  it.each<[string, (own: Session) => Promise<string | undefined>]>([
    ['without a state', async () => undefined],
    ['of another session of the same person', async () => await begun(await signedIn('owner'))],
    ['of somebody else', async () => await begun(await signedIn('reviewer'))],
    ['whose state was changed', async (own) => `${await begun(own)}x`],
    ['whose state is signed by nobody', async (own) => unsigned(await begun(own))],
    ['that was begun too long ago', begunLongAgo],
    [
      'of another workspace of theirs',
      async (own) => await begun({ ...own, workspaceId: 'workos:org_other' }),
    ],
  ])('[C13] is not connected by a link %s', async (_, made) => {
    const session = await signedIn('owner');
    const state = await made(session);
    const before = forge.github.exchanges().length;
    const link = { installation_id: installationId, ...(state === undefined ? {} : { state }) };
    const answer = await returned(session, link);

    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      'https://app.test/settings?installation=not-begun',
    ]);
    expect(await job()).toBe('auth');
    // Nothing that the link names was as much as read.
    expect(forge.github.exchanges()).toHaveLength(before);
  });

  it('is connected by an owner of the organisation, and then its jobs can be let in', async () => {
    const answer = await setUp('owner');

    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      'https://app.test/settings',
    ]);
    await enrol();
    expect(await job()).toBe('let in');
    expect(await services.installations.read(installationId)).toMatchObject({
      status: 'active',
      repositories: [{ fullName: 'acme/pagination' }],
    });
  });

  it('who governs the account and may not connect here is told so', async () => {
    forge.github.changeOrganization({
      ...organization,
      members: [{ login: 'rae', role: 'admin', state: 'active' }],
    });
    const answer = await setUp('reviewer');
    forge.github.changeOrganization(organization);

    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('repo:connect');
  });

  it.each([
    ['taken from it', () => forge.github.selectRepository(slug, 'olga', false), 'active'],
    [
      'out of reach, since it is suspended',
      () => forge.github.suspendApp(slug, 'olga'),
      'suspended',
    ],
    ['lost with it', () => forge.github.uninstallApp(slug, 'olga'), undefined],
  ])(
    'a repository that is %s has no jobs here, until a person lets it in again',
    async (_, happens, status) => {
      forge.github.installApp(slug, 'olga');
      await setUp('owner');
      await enrol();
      expect(await job()).toBe('let in');

      await deliver(happens());

      expect(await job()).toBe('auth');
      expect((await services.installations.read(installationId))?.status).toBe(status);
      await deliver(forge.github.unsuspendApp(slug, 'olga'));
      await deliver(forge.github.installApp(slug, 'olga'));
      await deliver(forge.github.selectRepository(slug, 'olga', true));
      expect(await job()).toBe('auth');
      await enrol();
      expect(await job()).toBe('let in');
    },
  );

  it('a code owner is known by login and by teams that they are in, and by no others', async () => {
    const owners = ['@olga', '@rae', '@acme/core', '@acme/invited', '@acme/none', '@other/core'];
    const names = async (id: string) => await handlesOf(services.github, pagination, id, owners);

    expect(await names('500')).toEqual(['@rae', '@acme/core']);
    expect(await names('504')).toEqual(['@olga']);
    forge.github.changeOrganization({ ...organization, teams: [] });
    expect(await names('500')).toEqual(['@rae']);
  });

  it('every exchange above is one that GitHub describes', () => {
    expect(undescribed(forge)).toEqual([]);
  });
});

function servicesOf({ host, people, serverKey }: LedgerHouse, { github }: GitHubFixture) {
  const unused = () => Promise.reject(new Error('no evidence is read here'));
  return createAppServices({
    convexUrl: host.url,
    identity: { apiUrl: people.apiUrl, clientId, clientSecret: 'sk_test_secret' },
    store: { read: unused, signedUrl: unused, reachable: unused, list: unused, remove: unused },
    github: { apiUrl: github.apiUrl, appId: '17', privateKey: keys.privateKey },
    server: { privateKey: serverKey, audience },
    signingKey: newSigningKey(),
    port: 0,
  });
}
