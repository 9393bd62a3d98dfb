import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOidcIssuer } from '../../action/embedded/oidc/start-oidc-issuer.ts';
import { ledgerClient } from './ledger-client.ts';
import {
  audience,
  type LedgerHouse,
  proposeClaims,
  publishClaims,
  startLedgerHouse,
} from './ledger-house.ts';
import { type PublicFunction, publicFunctionsIn } from './public-functions.ts';
import { type Asked, askForDecision } from './run-records.ts';

const folder = new URL('../../approval-app/convex/', import.meta.url);
const functions = await publicFunctionsIn(folder);
const forPeople = [
  'controls:list',
  'controls:send',
  'decisions:decide',
  'erasures:erase',
  'inbox:counts',
  'inbox:list',
  'inbox:view',
  'live:inbox',
  'live:run',
  'page:view',
  'repositories:enrol',
  'repositories:setActive',
  'retention:requestDeletion',
  'retention:setHold',
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
  'ownership:record',
  'people:sync',
  'retention:due',
  'retention:report',
  'sessions:end',
  'sessions:hasEnded',
  'starts:admitForAccount',
  'starts:record',
  'strays:done',
  'strays:find',
  'strays:take',
];
/** What either job may call about a run of its own; each of the others belongs to one side. */
const forBothSides = [
  'controls:read',
  'provenance:append',
  'publications:isFirst',
  'publications:record',
  'records:recordEvidence',
  'workflows:timeline',
  'workspaces:killSwitch',
];
/** Of these, what is about no run in particular. */
const unbound = ['workspaces:killSwitch'];
const forPublish = ['publications:approvers', 'publications:complete', 'publications:consume'];
const forJobs = functions.filter(({ name }) => ![...forPeople, ...forServer].includes(name));
const changing = functions.filter(
  ({ kind, name }) => forPeople.includes(name) && kind === 'mutation',
);

/** Who may not call: each must be refused by every public function there is. */
describe('authority of the ledger', () => {
  let house: LedgerHouse;
  let run: Asked;

  beforeAll(async () => {
    house = await startLedgerHouse();
    run = await askForDecision(house.storage(proposeClaims));
  });
  afterAll(async () => await house.close());

  const call = async (
    { kind, name }: PublicFunction,
    token: string | undefined,
    runId?: string,
  ) => {
    const args = { runId: runId ?? `run-${'0'.repeat(16)}` };
    const client = ledgerClient(house, token);
    // An action has no transaction to roll back: there is none, and this finds the first one.
    if (kind === 'action')
      throw new Error(`${name} is an action or a route; who checks its caller?`);
    return await client[kind](name, args);
  };

  it('knows all public functions', () => {
    expect(forJobs.map(({ name }) => name).sort()).toEqual([
      'controls:acknowledge',
      'controls:read',
      'controls:record',
      'modelGrants:open',
      'modelGrants:revoke',
      'provenance:append',
      'publications:approvers',
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

  it.each(forPeople)('[SVC-01] %s refuses a session that was ended', async (name) => {
    const called = functions.find((candidate) => candidate.name === name) ?? neverFound;
    const sid = `session_of${name.replace(/\W/g, '')}`;
    const token = await house.people.mintAccessToken('user_owner', { org_id: 'org_acme', sid });
    const said = async () => await call(called, token).catch((error: unknown) => error);
    expect(await said()).not.toMatchObject({ data: { session: 'ended' } });

    await ledgerClient(house, await house.serverToken()).mutation('sessions:end', {
      sessionId: sid,
    });

    expect(await said()).toMatchObject({ data: { code: 'auth', session: 'ended' } });
  });

  it.each(forPeople)(
    '%s refuses a token without a session, which nobody could end',
    async (name) => {
      const called = functions.find((candidate) => candidate.name === name) ?? neverFound;
      const token = await house.people.mintAccessToken('user_owner', { sid: undefined });

      await expect(call(called, token)).rejects.toMatchObject({ data: { code: 'auth' } });
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

  it.each(forJobs.filter(({ name }) => !forBothSides.includes(name)))(
    '[SEC-14] $name refuses the job of the other side, about a run that is there',
    async (called) => {
      const claims = forPublish.includes(called.name) ? proposeClaims : publishClaims;

      await expect(call(called, await house.jobToken(claims), run.runId)).rejects.toMatchObject({
        data: { code: 'auth' },
      });
    },
  );

  it.each(forJobs.filter(({ name }) => forBothSides.includes(name) && !unbound.includes(name)))(
    '[SEC-14] $name refuses another propose job of the same repository',
    async (called) => {
      const token = await house.jobToken({ ...proposeClaims, run_id: '1002' });

      await expect(call(called, token, run.runId)).rejects.toMatchObject({
        data: { code: 'auth' },
      });
    },
  );

  it('a function that somebody adds is found wherever it is, and one that asks nobody is told apart', async () => {
    const home = mkdtempSync(join(resolve(import.meta.dirname, '../../.patchplane'), 'careless-'));
    try {
      mkdirSync(join(home, 'deep', 'er'), { recursive: true });
      const careless =
        "import { mutationGeneric, httpActionGeneric, internalQueryGeneric } from 'convex/server';\n" +
        'export const open = mutationGeneric({ handler: async () => 1 });\n' +
        "export const route = httpActionGeneric(async () => new Response(''));\n" +
        'export const inside = internalQueryGeneric({ handler: async () => 1 });\n';
      writeFileSync(join(home, 'deep', 'er', 'some_thing2.ts'), careless);

      const added = await publicFunctionsIn(pathToFileURL(`${home}/`));

      expect(added).toEqual([
        { kind: 'mutation', name: 'deep/er/some_thing2:open' },
        { kind: 'action', name: 'deep/er/some_thing2:route' },
      ]);
      // It is on no list of this file, so it would be taken for a job's, and the list fails.
      expect(forJobs.map(({ name }) => name)).not.toContain('deep/er/some_thing2:open');
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });

  it('internal functions can not be called from outside', async () => {
    const token = await house.jobToken(proposeClaims);

    await expect(ledgerClient(house, token).mutation('administration:enrol', {})).rejects.toThrow(
      'Could not find public function',
    );
  });
});

const neverFound: PublicFunction = { kind: 'query', name: 'missing:missing' };
