import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOidcIssuer } from '../../action/embedded/oidc/start-oidc-issuer.ts';
import { ledgerClient } from './ledger-client.ts';
import { audience, type LedgerHouse, proposeClaims, startLedgerHouse } from './ledger-house.ts';

const functions = await publicFunctions();
const forPeople = [
  'controls:list',
  'controls:send',
  'decisions:decide',
  'inbox:counts',
  'inbox:list',
  'inbox:repositories',
  'live:run',
  'page:view',
  'repositories:enrol',
  'repositories:setActive',
  'retention:requestDeletion',
  'runs:runtimeEvents',
  'settings:view',
  'starts:admit',
  'workspaces:liftKillSwitch',
  'workspaces:setSafety',
  'workspaces:setSolo',
  'workspaces:throwKillSwitch',
];
const forServer = [
  'attestations:published',
  'attestations:record',
  'closings:jobEnded',
  'closings:silent',
  'closings:started',
  'closings:take',
  'deliveries:finish',
  'deliveries:receive',
  'dispatches:record',
  'dispatches:target',
  'dispatches:update',
  'installations:claim',
  'installations:ofRepository',
  'installations:upsert',
  'modelGrants:reserve',
  'modelGrants:settle',
  'people:sync',
  'retention:due',
  'retention:report',
  'starts:admitForAccount',
  'starts:record',
];
const forJobs = functions.filter(({ name }) => ![...forPeople, ...forServer].includes(name));
const changing = functions.filter(
  ({ kind, name }) => forPeople.includes(name) && kind === 'mutation',
);

/** Who may not call: each must be refused by every public function there is. */
describe('authority of the ledger', () => {
  let house: LedgerHouse;

  beforeAll(async () => {
    house = await startLedgerHouse();
  });
  afterAll(async () => await house.close());

  const call = async ({ kind, name }: PublicFunction, token: string | undefined) =>
    await ledgerClient(house, token)[kind](name, { runId: `run-${'0'.repeat(16)}` });

  it('knows all public functions', () => {
    expect(forJobs.map(({ name }) => name).sort()).toEqual([
      'controls:acknowledge',
      'controls:read',
      'controls:record',
      'modelGrants:open',
      'modelGrants:revoke',
      'provenance:append',
      'publications:complete',
      'publications:consume',
      'publications:isFirst',
      'publications:record',
      'records:appendRuntimeEvents',
      'records:createCandidate',
      'records:createReview',
      'records:recordEvidence',
      'records:recordVerdict',
      'requests:request',
      'workflows:createFromIntake',
      'workflows:listRecent',
      'workflows:recordLineage',
      'workflows:timeline',
      'workflows:transition',
      'workspaces:killSwitch',
    ]);
  });

  it.each(functions)('[TST-05] [SEC-13] $name refuses a caller without a token', async (called) => {
    await expect(call(called, undefined)).rejects.toMatchObject({ data: { code: 'auth' } });
  });

  it.each(functions)('$name refuses a token for another audience', async (called) => {
    const token = await house.jobToken(proposeClaims, 'https://elsewhere.test');

    await expect(call(called, token)).rejects.toThrow('NoAuthProvider');
  });

  it.each(functions)('$name refuses a token signed by somebody else', async (called) => {
    const stranger = await startOidcIssuer();
    const { requestUrl, requestToken } = stranger.admit(proposeClaims);
    const answer = await fetch(`${requestUrl}&audience=${audience}`, {
      headers: { authorization: `Bearer ${requestToken}` },
    });
    await stranger.close();
    const token = /"value":"([^"]+)"/.exec(await answer.text())?.[1];

    await expect(call(called, token)).rejects.toThrow('InvalidAuthHeader');
  });

  it.each(forJobs)('[SEC-14] $name refuses a person', async (called) => {
    const token = await house.people.mintAccessToken('user_reviewer');

    await expect(call(called, token)).rejects.toMatchObject({ data: { code: 'auth' } });
  });

  it.each([...forPeople, ...forServer])('%s refuses a job', async (name) => {
    const called = functions.find((candidate) => candidate.name === name) ?? neverFound;
    const token = await house.jobToken(proposeClaims);

    await expect(call(called, token)).rejects.toMatchObject({ data: { code: 'auth' } });
  });

  it.each(forServer)('%s refuses a person', async (name) => {
    const called = functions.find((candidate) => candidate.name === name) ?? neverFound;
    const token = await house.people.mintAccessToken('user_reviewer');

    await expect(call(called, token)).rejects.toMatchObject({ data: { code: 'auth' } });
  });

  it.each([...forPeople, ...forJobs.map(({ name }) => name)])(
    "%s refuses the app's server",
    async (name) => {
      const called = functions.find((candidate) => candidate.name === name) ?? neverFound;

      await expect(call(called, await house.serverToken())).rejects.toMatchObject({
        data: { code: 'auth' },
      });
    },
  );

  it.each(changing)('[E5] $name refuses a session that somebody impersonates', async (called) => {
    const token = await house.people.mintAccessToken('user_reviewer', {
      act: { sub: 'support@vendor.test' },
    });

    await expect(call(called, token)).rejects.toMatchObject({ data: { code: 'auth' } });
  });

  it.each(
    forJobs.flatMap((called) => [
      { ...called, of: 'a repository that is not enrolled', claims: { repository_id: '43' } },
      { ...called, of: 'an owner who took over the name', claims: { repository_owner_id: '8' } },
      {
        ...called,
        of: 'a workflow on another branch',
        claims: { job_workflow_ref: proposeClaims.job_workflow_ref.replace('main', 'evil') },
      },
    ]),
  )('[SEC-14] $name refuses a job of $of', async ({ claims, ...called }) => {
    const token = await house.jobToken({ ...proposeClaims, ...claims });

    await expect(call(called, token)).rejects.toMatchObject({ data: { code: 'auth' } });
  });

  it.each(['publications:consume', 'publications:complete'])(
    '%s refuses a propose job',
    async (name) => {
      const token = await house.jobToken(proposeClaims);

      await expect(call({ kind: 'mutation', name }, token)).rejects.toMatchObject({
        data: { code: 'auth' },
      });
    },
  );

  it('internal functions can not be called from outside', async () => {
    const token = await house.jobToken(proposeClaims);

    await expect(ledgerClient(house, token).mutation('administration:enrol', {})).rejects.toThrow(
      'Could not find public function',
    );
  });
});

interface PublicFunction {
  readonly kind: 'query' | 'mutation';
  readonly name: string;
}

const neverFound: PublicFunction = { kind: 'query', name: 'missing:missing' };

async function publicFunctions(): Promise<PublicFunction[]> {
  const folder = new URL('../../approval-app/convex/', import.meta.url);
  const found: PublicFunction[] = [];
  for (const file of readdirSync(folder).filter((name) => /^[A-Za-z]+\.ts$/.test(name))) {
    const module: object = await import(new URL(file, folder).href);
    for (const [name, exported] of Object.entries(module)) {
      if (typeof exported !== 'function' || Reflect.get(exported, 'isPublic') !== true) continue;
      const kind = Reflect.get(exported, 'isQuery') === true ? 'query' : 'mutation';
      found.push({ kind, name: `${file.replace('.ts', '')}:${name}` });
    }
  }
  return found;
}
